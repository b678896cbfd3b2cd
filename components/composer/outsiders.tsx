"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { shortUserPath } from "@/lib/client/connection/paths";
import { askServer } from "@/lib/client/connection/rest";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { treeNow } from "@/lib/client/text/markdown-parser";
import type { Refusal } from "@/lib/shared/errors";
import { likelyNames, mentionsIn } from "@/lib/shared/messages/mentions";
import type { MyRoomView, UserView } from "@/lib/shared/views";

/** More people than this are not asked about: so many mentions are no call. */
const MOST = 5;

type Asking = { room: MyRoomView; text: string; onDone: () => void };

/** Asks the author, and nobody else, whether to add mentioned people who are not in the room. */
export default function Outsiders({ room, text, onDone }: Asking) {
  const t = useTranslations("outsiders");
  const format = useFormatter();
  const people = useOutsiders(room.id, text);
  const [refusal, refuse] = useState<Refusal | null>(null);
  const why = useRefusal(refusal).all;
  if (people.length === 0) return null;
  const count = people.length;

  async function add() {
    const userIds = people.map(({ id }) => id);
    const added = await askServer("POST", `/rooms/${room.id}/members`, { userIds });
    if (added.ok) onDone();
    else refuse(added.error);
  }

  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-2 border-b border-line py-1.5 pr-1.5 pl-3.5 text-small"
    >
      <p className="min-w-0 flex-1 basis-48 text-ink-2">
        {why ?? t("who", { count, names: format.list(people.map(({ displayName }) => displayName)) })}
      </p>
      <div className="flex gap-1">
        <Button size="small" onClick={() => void add()}>
          {t("add")}
        </Button>
        <Button size="small" look="bare" onClick={onDone}>
          {t("leave")}
        </Button>
      </div>
    </div>
  );
}

function useOutsiders(roomId: string, text: string): readonly UserView[] {
  const [people, find] = useState<readonly UserView[]>([]);

  useEffect(() => {
    let isWanted = true;
    const names = likelyNames(mentionsIn(treeNow(text)), MOST);
    void Promise.all(names.map((name) => outsider(roomId, name))).then((found) => {
      if (isWanted) find(found.filter((one) => one !== null));
    });
    return () => {
      isWanted = false;
    };
  }, [roomId, text]);

  return people;
}

/** The mentioned person, if they exist and are not in the room. */
async function outsider(roomId: string, name: string): Promise<UserView | null> {
  const path = encodeURIComponent(name);
  const [inside, person] = await Promise.all([
    askServer("GET", `/rooms/${roomId}/members/${path}`),
    askServer<UserView>("GET", shortUserPath(name)),
  ]);
  const isOutside = !inside.ok && inside.error.code === "not_found";
  return isOutside && person.ok ? person.data : null;
}
