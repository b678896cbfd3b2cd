"use client";

import { useMemo } from "react";
import { zonePlace } from "@/components/ui/moments/moment-words";
import { useReader } from "@/lib/client/chat/chat-context";
import { createClock } from "@/lib/client/time/clock";
import { useToday, useZoneHere } from "@/lib/client/time/use-clock";
import { useOwnZone } from "@/lib/client/time/use-own-zone";

/** The zone in which I set reminders: the one of my account, or of this browser where the account names none. */
export function useOwnTimes() {
  const { formatLocale } = useReader();
  const here = useZoneHere();
  const zone = useOwnZone();
  const clock = useMemo(() => createClock(formatLocale, zone), [formatLocale, zone]);
  const today = useToday(clock);

  return {
    zone,
    today,
    locale: formatLocale,
    /** The zone in words, where it is not the one of this browser: `Los Angeles`. */
    elsewhere: zone === here ? null : zonePlace(zone),
    /** A moment in short: today by its time, else with its day. */
    when: (at: string) => (clock.day(at) === today ? clock.time(at) : weekdayAndTime(at, formatLocale, zone)),
  };
}

const weekdayAndTime = (at: string, locale: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  }).format(new Date(at));
