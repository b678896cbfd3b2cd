"use client";

import { useNow, useTimeZone } from "next-intl";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { TIME_ZONE_COOKIE } from "@/lib/shared/time-zone";
import { useReader } from "../chat/chat-context";
import { keepPreference } from "../storage/preference";
import { type Clock, clockOf } from "./clock";

/** Asking the browser for its zone costs a tenth of a millisecond; people travel while the page is not looked at. */
let zoneHere: string | null = null;

const readZone = () => {
  zoneHere ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zoneHere;
};

function watchZone(onChange: () => void) {
  const look = () => {
    zoneHere = null;
    onChange();
  };
  document.addEventListener("visibilitychange", look);
  return () => document.removeEventListener("visibilitychange", look);
}

/**
 * Times in the reader's own zone and manner. The server writes the page in the zone of its last visit; where that is
 * another one, the page is written again right after it stands, so that both agree while it comes to life.
 */
export function useClock(): Clock {
  const { formatLocale } = useReader();
  const rendered = useTimeZone() ?? "UTC";
  const zone = useSyncExternalStore(watchZone, readZone, () => rendered);

  useEffect(() => {
    if (zone !== rendered) keepPreference(TIME_ZONE_COOKIE, zone);
  }, [zone, rendered]);

  return useMemo(() => clockOf(formatLocale, zone), [formatLocale, zone]);
}

/** Today as the clock names days; looked at once a minute, so that midnight passes in an open page too. */
export function useToday(clock: Clock): string {
  return clock.day(useNow({ updateInterval: 60_000 }).toISOString());
}
