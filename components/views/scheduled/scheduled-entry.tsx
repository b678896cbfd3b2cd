"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFileWords } from "@/components/message/use-file-words";
import { RoomIcon } from "@/components/room/room-icon";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { useMomentText } from "@/lib/client/time/use-moment-text";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { ScheduledView } from "@/lib/shared/views";
import { Entry } from "../entry";
import { ScheduledMenu } from "./scheduled-menu";
import type { ScheduledActions } from "./use-scheduled-actions";

type ScheduledEntryProps = {
  item: ScheduledView;
  acts: ScheduledActions;
  /** Opens a dialog of the list. */
  onOpen: (what: "text" | "time") => void;
};

/** A scheduled message: its room, its text, and when it goes, or why it did not. */
export const ScheduledEntry = ({ item, acts, onOpen }: ScheduledEntryProps) => (
  <Row item={item}>
    <ScheduledMenu
      item={item}
      acts={acts}
      onEdit={() => onOpen("text")}
      onReschedule={() => onOpen("time")}
    />
  </Row>
);

function Row({ item, children }: { item: ScheduledView; children: ReactNode }) {
  const t = useTranslations("scheduled");
  const { account } = useChat();
  const room = useMyRooms()[item.roomId];
  const nameOf = useRoomName();
  const filesOf = useFileWords();
  const textOf = useMomentText();
  const name = room ? nameOf(room) : t("lostRoom");
  const when = textOf(new Date(item.sendAt));
  const said = [item.text, item.attachments.length > 0 && filesOf(item)].filter(Boolean).join(" · ");
  const problem =
    item.state === "waiting"
      ? null
      : t(`state.${item.state === "failed" ? (item.reason ?? "error") : "overdue"}`);

  return (
    <Entry
      to={room ? roomPath(room) : "/scheduled"}
      label={t("entry", { room: name, when, text: firstWords(said) })}
      sign={
        <span className="grid size-6 flex-none place-items-center">
          {room && <RoomIcon room={room} me={account.id} />}
        </span>
      }
      title={name}
      time={<time dateTime={item.sendAt}>{when}</time>}
      text={said}
      note={problem}
    >
      {children}
    </Entry>
  );
}
