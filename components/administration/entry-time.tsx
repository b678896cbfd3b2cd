"use client";

import { useWhen } from "@/lib/client/time/reader-locale";

/** A time of a log, to the minute; the year only if it is another one. */
export function EntryTime({ at }: { at: string }) {
  const when = useWhen();
  const isThisYear = when(at, { year: "numeric" }) === when(new Date().toISOString(), { year: "numeric" });

  return (
    <time dateTime={at} title={when(at, { dateStyle: "full", timeStyle: "medium" })} suppressHydrationWarning>
      {when(at, { day: "numeric", month: "short", ...(!isThisYear && { year: "numeric" }) })}{" "}
      <span className="block md:inline">{when(at, { hour: "2-digit", minute: "2-digit" })}</span>
    </time>
  );
}
