"use client";

import { useNow, useTimeZone } from "next-intl";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { TIME_ZONE_COOKIE } from "@/lib/shared/time-zone";
import { useReader } from "../chat/chat-context";
import { keepPreference } from "../storage/preference";
import { type Clock, clockOf } from "./clock";

/**
 * Asking the browser for its time zone takes 0.1 ms, so it is cached; it is read again when the page becomes visible,
 * because people travel.
 */
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
 * Times in the reader's own zone and locale. The server renders with the zone of the last visit. If it differs, the
 * page is rendered again right after hydration, so that both agree during it.
 */
export function useClock(): Clock {
  const { formatLocale } = useReader();
  const zone = useZoneHere();
  return useMemo(() => clockOf(formatLocale, zone), [formatLocale, zone]);
}

/** The time zone of this browser. */
export function useZoneHere(): string {
  const rendered = useTimeZone() ?? "UTC";
  const zone = useSyncExternalStore(watchZone, readZone, () => rendered);

  useEffect(() => {
    if (zone !== rendered) keepPreference(TIME_ZONE_COOKIE, zone);
  }, [zone, rendered]);

  return zone;
}

/** Today, as the clock names days. Checked every minute, so that midnight passes in an open page too. */
export function useToday(clock: Clock): string {
  return clock.day(useNow({ updateInterval: 60_000 }).toISOString());
}
