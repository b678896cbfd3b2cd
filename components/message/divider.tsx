"use client";

import { useTranslations } from "next-intl";
import type { Clock } from "@/lib/client/clock";
import { dayBefore } from "@/lib/client/clock";
import { useToday } from "@/lib/client/use-clock";

/** A new day, as the reader's calendar has it. */
export function DayDivider({ at, clock }: { at: string; clock: Clock }) {
  const t = useTranslations("day");
  const today = useToday(clock);
  const day = clock.day(at);
  const words =
    day === today ? t("today") : day === dayBefore(today) ? t("yesterday") : clock.date(at, today);

  return (
    <h3
      suppressHydrationWarning
      className="mx-4 my-2.5 flex items-center gap-3 text-tiny font-semibold text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line first-letter:uppercase md:mx-5"
    >
      {words}
    </h3>
  );
}

/** Here begins what the reader had not read when they came in. */
export function NewDivider() {
  const t = useTranslations("message");

  return (
    <h3 className="mx-4 my-2 flex items-center gap-3 text-tiny font-semibold text-danger before:h-px before:flex-1 before:bg-danger/40 md:mx-5">
      {t("new")}
    </h3>
  );
}
