"use client";

import { useNow, useTimeZone } from "next-intl";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { TIME_ZONE_COOKIE } from "@/lib/shared/time-zone";
import { useReader } from "./chat-context";
import { type Clock, createClock } from "./clock";
import { keepPreference } from "./preference";

const never = () => () => {};

/**
 * Times in the reader's own zone and manner. The server writes the page in the zone of its last visit; where that is
 * another one, the page is written again right after it stands, so that both agree while it comes to life.
 */
export function useClock(): Clock {
  const { formatLocale } = useReader();
  const rendered = useTimeZone() ?? "UTC";
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => rendered,
  );

  useEffect(() => {
    if (zone !== rendered) keepPreference(TIME_ZONE_COOKIE, zone);
  }, [zone, rendered]);

  return useMemo(() => createClock(formatLocale, zone), [formatLocale, zone]);
}

/** Today as the clock names days; looked at once a minute, so that midnight passes in an open page too. */
export function useToday(clock: Clock): string {
  return clock.day(useNow({ updateInterval: 60_000 }).toISOString());
}
