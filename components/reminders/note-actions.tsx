"use client";

import AlarmClock from "lucide-react/icons/alarm-clock";
import Check from "lucide-react/icons/check";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menus/menu";
import { useChat } from "@/lib/client/chat/chat-context";
import { refusalOf } from "@/lib/client/connection/outcome";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { useStore } from "@/lib/client/state/use-store";
import type { Outcome, Refusal } from "@/lib/shared/errors";
import { parseReminderKey } from "@/lib/shared/messages/reminders";
import type { MessageView, ReminderHead } from "@/lib/shared/views";
import { presetsOf } from "./moment-choices";
import { changeReminder, snoozeReminder } from "./reminder-calls";
import { useOwnTimes } from "./use-own-times";

/** Snooze and Done under the last note of a reminder; then what was chosen. Nothing under earlier notes. */
export default function NoteActions({ message }: { message: MessageView }) {
  const { reminders } = useChat();
  useEffect(() => reminders.load(), [reminders]);
  const key = parseReminderKey(message.clientId);
  const head = useStore(reminders.store, (heads) => (key ? heads[key.id] : undefined));
  if (!head || head.number !== key?.number) return null;
  return head.isDone || isSnoozed(head) ? <ReminderOutcome head={head} /> : <Buttons head={head} />;
}

/** A single reminder that had its note is to come again only if it was put off. */
const isSnoozed = ({ state, isRepeated }: ReminderHead) => state === "upcoming" && !isRepeated;

function ReminderOutcome({ head }: { head: ReminderHead }) {
  const t = useTranslations("reminders");
  const { when } = useOwnTimes();
  const text = head.at && isSnoozed(head) ? t("snoozedUntil", { when: when(head.at) }) : t("isDone");
  return (
    <p role="status" className="mt-1 text-tiny text-ink-3">
      {text}
    </p>
  );
}

const SNOOZES = ["minutes", "hour", "tomorrow"] as const;

function Buttons({ head }: { head: ReminderHead }) {
  const t = useTranslations("reminders");
  const { zone, when } = useOwnTimes();
  const [refusal, refuse] = useState<Refusal | null>(null);
  const errors = useRefusal(refusal, t("gone"));
  const ask = async (call: Promise<Outcome<unknown>>) => {
    const outcome = await call;
    refuse(outcome.ok ? null : refusalOf(outcome));
  };
  const entries = () =>
    presetsOf(zone)
      .filter(({ id }) => SNOOZES.some((one) => one === id))
      .map(({ id, at }) => ({
        kind: "action" as const,
        icon: null,
        label: `${t(`presets.${id}`)} · ${when(at)}`,
        onSelect: () => void ask(snoozeReminder(head.id, at)),
      }));

  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-2">
      <Menu
        entries={entries}
        trigger={(opening) => (
          <Button look="quiet" size="small" {...opening}>
            <AlarmClock size={14} aria-hidden />
            {t("snooze")}
          </Button>
        )}
      />
      <Button look="quiet" size="small" onClick={() => void ask(changeReminder(head.id, { isDone: true }))}>
        <Check size={14} aria-hidden />
        {t("done")}
      </Button>
      <Alert>{errors.all ?? errors.of("at")}</Alert>
    </div>
  );
}
