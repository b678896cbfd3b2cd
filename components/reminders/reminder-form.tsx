"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/fields/field";
import { SelectField } from "@/components/ui/fields/select-field";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { Outcome, Refusal } from "@/lib/shared/errors";
import type { ReminderRepeat } from "@/lib/shared/views";
import { MomentChoices } from "./moment-choices";
import { useOwnTimes } from "./use-own-times";

/** The fields that the form gives, as the API takes them. */
export type ReminderFields = { at: string; text: string; repeat: ReminderRepeat | null; timeZone: string };

type ReminderFormProps = {
  /** Fields of a reminder that is changed; its time is the first choice. */
  start?: { at: string | null; text: string; repeat: ReminderRepeat | null };
  /** True for a reminder of a message, whose text may be empty. */
  hasMessage: boolean;
  onSubmit: (fields: ReminderFields) => Promise<Outcome<unknown>>;
};

const REPEATS = ["never", "daily", "weekdays", "weekly"] as const;

/** Sets a reminder: its text, how often it comes, and when. A choice of the moment submits it. */
export function ReminderForm({ start, hasMessage, onSubmit }: ReminderFormProps) {
  const t = useTranslations("reminders");
  const [text, setText] = useState(start?.text ?? "");
  const [repeat, setRepeat] = useState<(typeof REPEATS)[number]>(start?.repeat ?? "never");
  const { zone } = useOwnTimes();
  const { send, refusal, isBusy } = useSubmit(onSubmit);
  const errors = useRefusal(refusal);
  const choose = (at: string) =>
    void send({ at, text, repeat: repeat === "never" ? null : repeat, timeZone: zone });

  return (
    <div className="flex flex-col gap-4" aria-busy={isBusy}>
      <Field
        label={t(hasMessage ? "noteOptional" : "text")}
        value={text}
        maxLength={BROWSER_LIMITS.reminderLength}
        autoComplete="off"
        error={errors.of("text")}
        onChange={({ target }) => setText(target.value)}
      />
      <SelectField
        label={t("repeat")}
        value={repeat}
        options={REPEATS.map((value) => ({ value, label: t(`repeats.${value}`) }))}
        onChoose={(value) => setRepeat(value as typeof repeat)}
      />
      <MomentChoices start={start?.at ?? null} error={errors.of("at")} onChoose={choose} />
      <Alert>{errors.all}</Alert>
    </div>
  );
}

/** Submits once, however often a moment is chosen meanwhile. */
function useSubmit(onSubmit: ReminderFormProps["onSubmit"]) {
  const [refusal, refuse] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function send(fields: ReminderFields) {
    if (isBusy) return;
    setBusy(true);
    refuse(null);
    const reply = await onSubmit(fields);
    setBusy(false);
    if (!reply.ok) refuse(reply.error);
  }
  return { send, refusal, isBusy };
}
