"use client";

import Pencil from "lucide-react/icons/pencil";
import Trash from "lucide-react/icons/trash-2";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { RoomIcon } from "@/components/room/room-icon";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useChat } from "@/lib/client/chat/chat-context";
import type { Draft } from "@/lib/client/drafts/draft-states";
import { useDrafted } from "@/lib/client/drafts/use-drafted";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { MyRoomView } from "@/lib/shared/views";
import { Entry } from "./entry";
import { EntryTime, useWhen } from "./entry-time";
import { NothingYet } from "./nothing-yet";
import { Passing } from "./passing";
import { View } from "./view";

/** My unsent drafts in all rooms, latest first. */
export function DraftsList() {
  const t = useTranslations("views");
  const { drafts } = useChat();
  const nameOf = useRoomName();
  const drafted = useDrafted();
  const [state, setState] = useState<"loading" | "whole" | "failed">("loading");
  const [deleted, noteDeleted] = useState<{ room: MyRoomView; draft: Draft } | null>(null);
  const isKnown = drafted.every(({ draft }) => draft.text !== "");

  const read = useCallback(async () => {
    setState("loading");
    setState((await drafts.readAll()) ? "whole" : "failed");
  }, [drafts]);
  useEffect(() => {
    if (!isKnown) void read();
    else setState("whole");
  }, [isKnown, read]);

  function drop(room: MyRoomView, draft: Draft) {
    noteDeleted({ room, draft });
    void drafts.drop(room.id);
  }

  function undo({ room, draft }: { room: MyRoomView; draft: Draft }) {
    noteDeleted(null);
    drafts.reply(room.id, draft.replyTo);
    drafts.type(room.id, draft.text);
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
          .map(({ room, draft }) => ({
            key: room.id,
            content: <DraftEntry room={room} draft={draft} onDelete={() => drop(room, draft)} />,
          }))}
        state={state}
        empty={<NothingYet icon={Pencil} text={t("noDrafts")} />}
        onAgain={() => void read()}
      />
    </>
  );
}

type DraftEntryProps = { room: MyRoomView; draft: Draft; onDelete: () => void };

function DraftEntry({ room, draft, onDelete }: DraftEntryProps) {
  const t = useTranslations("views");
  const { account } = useChat();
  const when = useWhen();
  const name = useRoomName()(room);
  const { text, at } = draft;
  const label = { room: name, when: at ? when(at) : t("now"), text: firstWords(text) };

  return (
    <Entry
      to={roomPath(room)}
      label={t("draftIn", label)}
      sign={
        <span className="grid size-6 flex-none place-items-center">
          <RoomIcon room={room} me={account.id} />
        </span>
      }
      title={name}
      time={at && <EntryTime at={at} />}
      text={text}
    >
      <IconButton label={t("deleteDraft")} onClick={onDelete}>
        <Trash size={17} aria-hidden />
      </IconButton>
    </Entry>
  );
}
