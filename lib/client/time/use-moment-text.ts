"use client";

import { useTranslations } from "next-intl";
import { addDays, localTimeOf } from "@/lib/shared/time/local-time";
import { useReader } from "../chat/chat-context";
import { createClock } from "./clock";
import { useOwnZone } from "./use-own-zone";

/** Writes a moment for the reader, on the clocks of their account: "today at 9:00", "tomorrow at 9:00", "Tue 1 Dec at 9:00". */
export function useMomentText(): (at: Date) => string {
  const t = useTranslations("moment");
  const { formatLocale } = useReader();
  const timeZone = useOwnZone();

  return (at) => {
    const time = createClock(formatLocale, timeZone).time(at.toISOString());
    const { day } = localTimeOf(at, timeZone);
    const today = localTimeOf(new Date(), timeZone).day;
    if (day === today) return t("todayAt", { time });
    if (day === addDays(today, 1)) return t("tomorrowAt", { time });
    const isThisYear = day.slice(0, 4) === today.slice(0, 4);
    const date = new Intl.DateTimeFormat(formatLocale, {
      timeZone,
      weekday: "short",
      day: "numeric",
      month: "short",
      ...(!isThisYear && { year: "numeric" }),
    }).format(at);
    return t("dayAt", { date, time });
  };
}
