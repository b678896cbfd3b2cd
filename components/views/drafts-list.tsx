"use client";

import Pencil from "lucide-react/icons/pencil";
import Trash from "lucide-react/icons/trash-2";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { RoomIcon } from "@/components/room/room-icon";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useChat } from "@/lib/client/chat/chat-context";
import { useDrafted } from "@/lib/client/drafts/use-drafted";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import { rootOf } from "@/lib/shared/messages/timeline-key";
import { roomPath } from "@/lib/shared/rooms/room-path";
import { Entry } from "./entry";
import { EntryTime, useWhen } from "./entry-time";
import { NothingYet } from "./nothing-yet";
import { Passing } from "./passing";
import { View } from "./view";

type Drafted = ReturnType<typeof useDrafted>[number];

/** My unsent drafts in all rooms, latest first. */
export function DraftsList() {
  const t = useTranslations("views");
  const { drafts } = useChat();
  const nameOf = useRoomName();
  const drafted = useDrafted();
  const [state, setState] = useState<"loading" | "whole" | "failed">("loading");
  const [deleted, noteDeleted] = useState<Drafted | null>(null);
  const isKnown = drafted.every(({ draft }) => draft.text !== "");

  const read = useCallback(async () => {
    setState("loading");
    setState((await drafts.readAll()) ? "whole" : "failed");
  }, [drafts]);
  useEffect(() => {
    if (!isKnown) void read();
    else setState("whole");
  }, [isKnown, read]);

  function drop(one: Drafted) {
    noteDeleted(one);
    void drafts.drop(one.key);
  }

  function undo({ key, draft }: Drafted) {
    noteDeleted(null);
    drafts.reply(key, draft.replyTo);
    drafts.type(key, draft.text);
  }

  return (
    <>
      {deleted && (
        <Passing>
          {t("draftDeleted", { room: nameOf(deleted.room) })}
          <Button look="quiet" size="small" onClick={() => undo(deleted)}>
            {t("undo")}
          </Button>
        </Passing>
      )}
      <View
        label={t("drafts")}
        rows={drafted
          .filter(({ draft }) => draft.text !== "")
          .map((one) => ({
            key: one.key,
            content: <DraftEntry of={one} onDelete={() => drop(one)} />,
          }))}
        state={state}
        empty={<NothingYet icon={Pencil} text={t("noDrafts")} />}
        onAgain={() => void read()}
      />
    </>
  );
}

type DraftEntryProps = { of: Drafted; onDelete: () => void };

function DraftEntry({ of: { key, room, draft }, onDelete }: DraftEntryProps) {
  const t = useTranslations("views");
  const { account } = useChat();
  const when = useWhen();
  const name = useRoomName()(room);
  const { text, at } = draft;
  const rootId = rootOf(key);
  const place = rootId ? t("inThread") : null;
  const label = {
    room: place ? `${name}, ${place}` : name,
    when: at ? when(at) : t("now"),
    text: firstWords(text),
  };

  return (
    <Entry
      to={rootId ? `${roomPath(room)}?thread=${rootId}` : roomPath(room)}
      label={t("draftIn", label)}
      sign={
        <span className="grid size-6 flex-none place-items-center">
          <RoomIcon room={room} me={account.id} />
        </span>
      }
      title={name}
      place={place}
      time={at && <EntryTime at={at} />}
      text={text}
    >
      <IconButton label={t("deleteDraft")} onClick={onDelete}>
        <Trash size={17} aria-hidden />
      </IconButton>
    </Entry>
  );
}
