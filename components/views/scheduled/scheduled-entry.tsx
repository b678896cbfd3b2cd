"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { useFileWords } from "@/components/message/use-file-words";
import { RoomIcon } from "@/components/room/room-icon";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { MomentForm } from "@/components/ui/moments/moment-form";
import { useChat, useReader } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { useMomentText } from "@/lib/client/time/use-moment-text";
import { useOwnZone } from "@/lib/client/time/use-own-zone";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { ScheduledView } from "@/lib/shared/views";
import { Entry } from "../entry";
import { EditScheduled } from "./edit-scheduled";
import { ScheduledMenu } from "./scheduled-menu";
import type { ScheduledActions } from "./use-scheduled-actions";

type ScheduledEntryProps = { item: ScheduledView; acts: ScheduledActions };

/** A scheduled message: its room, its text, and when it goes, or why it did not. */
export function ScheduledEntry({ item, acts }: ScheduledEntryProps) {
  const t = useTranslations("scheduled");
  const { formatLocale: locale } = useReader();
  const timeZone = useOwnZone();
  const [open, show] = useState<"text" | "time" | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => show(null);
  const focusBack = () => button.current?.focus();

  return (
    <>
      <Row item={item}>
        <ScheduledMenu
          button={button}
          item={item}
          acts={acts}
          onEdit={() => show("text")}
          onReschedule={() => show("time")}
        />
      </Row>
      <Dialog title={t("edit")} isOpen={open === "text"} onOpenChange={close} onClosed={focusBack}>
        <EditScheduled item={item} acts={acts} onDone={close} />
      </Dialog>
      <Dialog title={t("reschedule")} isOpen={open === "time"} onOpenChange={close} onClosed={focusBack}>
        <MomentForm
          locale={locale}
          timeZone={timeZone}
          initial={new Date(item.sendAt)}
          days={BROWSER_LIMITS.scheduledDays - 1}
          submit={t("reschedule")}
          onChoose={(at) => {
            close();
            acts.reschedule(item, at);
          }}
          onCancel={close}
        />
      </Dialog>
    </>
  );
}

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
