"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { call } from "@/lib/client/connection/call";
import { refusalOf } from "@/lib/client/connection/outcome";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { useMay } from "@/lib/client/rooms/use-may";
import { treeNow } from "@/lib/client/text/markdown-parser";
import type { Refusal } from "@/lib/shared/errors";
import { likelyNames, mentionsIn } from "@/lib/shared/messages/mentions";
import type { MyRoomView, PersonView } from "@/lib/shared/views";

/** More names than this are not asked about: so many mentions are no call. */
const MOST = 5;
/** People who are named; of more their number is told. */
const NAMED = 5;

type Asking = { room: MyRoomView; text: string; onDone: () => void };

/** Tells the author, and nobody else, which mentioned people are not in the room, and offers to add them. */
export default function Outsiders({ room, text, onDone }: Asking) {
  const t = useTranslations("outsiders");
  const format = useFormatter();
  const may = useMay(room);
  const { people, count } = useOutsiders(room.id, text);
  const [refusal, refuse] = useState<Refusal | null>(null);
  const why = useRefusal(refusal).all;
  if (people.length === 0) return null;
  // People of a large group who are not named here are not added unseen.
  const mayAdd = may("add") && count === people.length;
  const shown = people.slice(0, NAMED).map(({ displayName }) => displayName);
  const others = count - shown.length;

  async function add() {
    const userIds = people.map(({ id }) => id);
    const added = await call("POST /rooms/{room}/members", { room: room.id, userIds });
    if (added.ok) onDone();
    else refuse(refusalOf(added));
  }

  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-2 border-b border-line py-1.5 pr-1.5 pl-3.5 text-small"
    >
      <p className="min-w-0 flex-1 basis-48 text-ink-2">
        {why ??
          t("who", {
            count,
            names: format.list(others > 0 ? [...shown, t("others", { count: others })] : shown),
          })}
      </p>
      <div className="flex gap-1">
        {mayAdd && (
          <Button size="small" onClick={() => void add()}>
            {t("add")}
          </Button>
        )}
        <Button size="small" look="bare" onClick={onDone}>
          {t(mayAdd ? "leave" : "dismiss")}
        </Button>
      </div>
    </div>
  );
}

type Outside = { people: readonly PersonView[]; count: number };

const NOBODY: Outside = { people: [], count: 0 };

function useOutsiders(roomId: string, text: string): Outside {
  const [outside, find] = useState(NOBODY);

  useEffect(() => {
    let isWanted = true;
    const names = likelyNames(mentionsIn(treeNow(text)), MOST);
    void Promise.all(names.map((name) => outsidersOf(roomId, name))).then((found) => {
      if (isWanted) find(found.reduce(together, NOBODY));
    });
    return () => {
      isWanted = false;
    };
  }, [roomId, text]);

  return outside;
}

/** A person whom several names mean counts once, as far as they are known. */
function together(one: Outside, other: Outside): Outside {
  const people = new Map([...one.people, ...other.people].map((person) => [person.id, person]));
  const doubles = one.people.length + other.people.length - people.size;
  return { people: [...people.values()], count: one.count + other.count - doubles };
}

/** The mentioned person, if they exist and are not in the room; or those people of a mentioned group. */
async function outsidersOf(roomId: string, name: string): Promise<Outside> {
  const [inside, person] = await Promise.all([
    call("GET /rooms/{room}/members/{user}", { room: roomId, user: name }),
    call("GET /users/{user}", { user: name }),
  ]);
  if (person.ok) {
    const isOutside = !inside.ok && inside.error?.code === "not_found";
    return isOutside ? { people: [person.data], count: 1 } : NOBODY;
  }
  const group = await call("GET /groups/{group}", { group: name, room: roomId });
  if (!group.ok || !group.data.inRoom) return NOBODY;
  const { absent, absentCount } = group.data.inRoom;
  return { people: absent, count: absentCount };
}
