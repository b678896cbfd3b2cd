"use client";

import { useClock, useToday } from "@/lib/client/time/use-clock";

/** Formats a time: today by the hour, else by the day. */
export function useWhen(): (at: string) => string {
  const clock = useClock();
  const today = useToday(clock);
  return (at) => (clock.day(at) === today ? clock.time(at) : clock.stamp(at, today));
}

export function EntryTime({ at }: { at: string }) {
  const clock = useClock();
  const when = useWhen();
  return (
    <time dateTime={at} title={clock.full(at)} suppressHydrationWarning>
      {when(at)}
    </time>
  );
}
