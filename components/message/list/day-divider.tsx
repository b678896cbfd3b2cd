"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { Clock } from "@/lib/client/time/clock";
import { dayBefore } from "@/lib/client/time/clock";
import { useToday } from "@/lib/client/time/use-clock";

const JumpToDay = onDemand(() => import("./jump-to-day"));

/**
 * The heading of a day in the reader's calendar. It sticks to the top while its day is visible, and opens a calendar.
 */
export function DayDivider({ at, clock }: { at: string; clock: Clock }) {
  const t = useTranslations("day");
  const today = useToday(clock);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, open] = useState(false);
  const day = clock.day(at);
  const words =
    day === today ? t("today") : day === dayBefore(today) ? t("yesterday") : clock.date(at, today);

  return (
    <h2 className="day pointer-events-none sticky top-1.5 z-5 flex h-7 justify-center column">
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        title={t("jump")}
        suppressHydrationWarning
        onClick={() => open(true)}
        className="pointer-events-auto rounded-pill border border-transparent bg-canvas px-3 text-tiny font-semibold text-ink-3 first-letter:uppercase hover:text-ink"
      >
        {words}
      </button>
      {isOpen && <JumpToDay day={day} today={today} anchor={button} onClose={() => open(false)} />}
    </h2>
  );
}
