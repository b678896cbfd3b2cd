"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { SelectField } from "@/components/ui/fields/select-field";
import { MomentForm } from "@/components/ui/moments/moment-form";
import { momentWords } from "@/components/ui/moments/moment-words";
import { useReader } from "@/lib/client/chat/chat-context";
import { useOwnZone } from "@/lib/client/time/use-own-zone";
import { POLL_LIMITS } from "@/lib/shared/poll-limits";

/** When a poll closes: never by itself, after so many hours, or at a moment. */
export type PollEndChoice = number | Date | null;

const HOUR_MS = 3_600_000;
const HOURS = [1, 4];
const DAYS = [1, 3, 7];

/** The moment of a choice, counted from now. */
export const endOf = (choice: PollEndChoice): Date | null =>
  typeof choice === "number" ? new Date(Date.now() + choice * HOUR_MS) : choice;

/** The choice of a poll that was written before; one whose time has come closes by hand. */
export const choiceOf = (closesAt: string | null): PollEndChoice =>
  closesAt !== null && Date.parse(closesAt) > Date.now() ? new Date(closesAt) : null;

type PollEndProps = { choice: PollEndChoice; onChoose: (choice: PollEndChoice) => void };

/** Chooses when a poll closes. */
export function PollEnd({ choice, onChoose }: PollEndProps) {
  const t = useTranslations("poll.new");
  const [isPicking, pick] = useState(false);
  const { formatLocale: locale } = useReader();
  const timeZone = useOwnZone();
  const words = momentWords(locale, timeZone);
  const options = [
    { value: "never", label: t("never") },
    ...HOURS.map((hours) => ({ value: `${hours}`, label: t("hours", { count: hours }) })),
    ...DAYS.map((days) => ({ value: `${days * 24}`, label: t("days", { count: days }) })),
    ...(choice instanceof Date
      ? [{ value: "chosen", label: `${words.date(choice)}, ${words.time(choice)}` }]
      : []),
    { value: "other", label: t("other") },
  ];
  const value = choice === null ? "never" : typeof choice === "number" ? `${choice}` : "chosen";

  function choose(wanted: string) {
    if (wanted === "other") pick(true);
    else if (wanted !== "chosen") onChoose(wanted === "never" ? null : Number(wanted));
  }

  return (
    <>
      <SelectField label={t("closes")} options={options} value={value} onChoose={choose} />
      <Dialog title={t("otherTitle")} isOpen={isPicking} onOpenChange={pick}>
        <MomentForm
          locale={locale}
          timeZone={timeZone}
          days={POLL_LIMITS.pollDays}
          submit={t("choose")}
          onChoose={(at) => {
            pick(false);
            onChoose(at);
          }}
          onCancel={() => pick(false)}
        />
      </Dialog>
    </>
  );
}
