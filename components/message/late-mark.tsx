"use client";

import { useTranslations } from "next-intl";
import { useClock, useToday } from "@/lib/client/time/use-clock";

/** When a scheduled message was due that was sent late. */
export default function LateMark({ dueAt }: { dueAt: string }) {
  const t = useTranslations("scheduled");
  const clock = useClock();
  const today = useToday(clock);
  const at = clock.day(dueAt) === today ? clock.time(dueAt) : clock.stamp(dueAt, today);

  return (
    <span title={t("lateHint")} className="text-tiny text-ink-3 not-first:ms-1.5">
      {t("late", { at })}
    </span>
  );
}
