"use client";

import { useNow } from "next-intl";
import { useMemo } from "react";
import { useReader } from "@/lib/client/chat/chat-context";
import { createClock } from "@/lib/client/time/clock";
import { zoneOffsetMs } from "@/lib/shared/time-zone";

const HOUR_MS = 3_600_000;

/**
 * The time of day in another time zone, kept up to date, and by how many hours it is ahead of the reader's; negative
 * where it is behind. Null for a zone that this browser does not know.
 */
export function useLocalTime(timeZone: string): { time: string; hoursAhead: number } | null {
  const { formatLocale } = useReader();
  const now = useNow({ updateInterval: 30_000 });
  const clock = useMemo(() => {
    try {
      return createClock(formatLocale, timeZone);
    } catch {
      return null;
    }
  }, [formatLocale, timeZone]);

  if (!clock) return null;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const difference = zoneOffsetMs(now.getTime(), timeZone) - zoneOffsetMs(now.getTime(), here);
  return { time: clock.time(now.toISOString()), hoursAhead: difference / HOUR_MS };
}
