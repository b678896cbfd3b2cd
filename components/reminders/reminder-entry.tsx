"use client";

import AlarmClock from "lucide-react/icons/alarm-clock";
import Check from "lucide-react/icons/check";
import Pencil from "lucide-react/icons/pencil";
import Trash from "lucide-react/icons/trash-2";
import { useTranslations } from "next-intl";
import { useMessageWords } from "@/components/message/use-message-words";
import { IconButton } from "@/components/ui/icon-button";
import { Entry } from "@/components/views/entry";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { messageAddress } from "@/lib/shared/rooms/room-path";
import type { MyRoomView, ReminderView } from "@/lib/shared/views";
import { useOwnTimes } from "./use-own-times";
import type { useReminderChanges } from "./use-reminder-changes";

type ReminderEntryProps = {
  reminder: ReminderView;
  changes: ReturnType<typeof useReminderChanges>;
  onEdit: () => void;
};

/** A reminder of the list. A press opens its message, or the form of one without a message. */
export function ReminderEntry({ reminder, changes, onEdit }: ReminderEntryProps) {
  const t = useTranslations("reminders");
  const words = useReminderWords(reminder);

  return (
    <Entry
      to={words.path ?? onEdit}
      label={[words.title, words.when, words.text].filter(Boolean).join(", ")}
      sign={
        <span className="grid size-6 flex-none place-items-center text-ink-2">
          <AlarmClock size={16} aria-hidden />
        </span>
      }
      title={words.title}
      place={words.state}
      time={words.when}
      text={words.text}
    >
      {!reminder.isDone && reminder.number > 0 && (
        <IconButton label={t("done")} onClick={() => void changes.finish(reminder.id)}>
          <Check size={17} aria-hidden />
        </IconButton>
      )}
      <IconButton label={t("edit")} onClick={onEdit}>
        <Pencil size={17} aria-hidden />
      </IconButton>
      <IconButton label={t("delete")} onClick={() => void changes.remove(reminder)}>
        <Trash size={17} aria-hidden />
      </IconButton>
    </Entry>
  );
}

/** A reminder in words: its own text, or its message; how often or how it ended; when. */
function useReminderWords(reminder: ReminderView) {
  const t = useTranslations("reminders");
  const { when } = useOwnTimes();
  const wordsOf = useMessageWords();
  const nameOf = useRoomName();
  const { message, messageId, text, repeat, state } = reminder;
  const fromOf = (name: string, here: MyRoomView) =>
    here.kind === "direct" ? name : t("from", { name, room: nameOf(here) });
  const room = useMyRooms()[message?.roomId ?? ""];
  const from = message && room && fromOf(message.sender.displayName, room);
  const isGone = messageId !== null && !from;
  const quote = message && from ? `${from}: ${wordsOf(message)}` : isGone ? t("messageGone") : "";
  const at = reminder.at ?? reminder.remindedAt ?? reminder.lastDueAt ?? reminder.createdAt;

  return {
    title: text || t("ofMessage"),
    text: quote,
    when: when(at),
    path: message && room ? messageAddress(room, message) : null,
    state:
      state === "upcoming"
        ? repeat && t(`repeats.${repeat}`)
        : t(isLate(reminder) ? "late" : `states.${state}`),
  };
}

const LATE_MS = 60_000;

const isLate = ({ state, lastDueAt, remindedAt }: ReminderView) =>
  state === "reminded" &&
  lastDueAt !== null &&
  remindedAt !== null &&
  Date.parse(remindedAt) - Date.parse(lastDueAt) > LATE_MS;
