"use client";

import { useWhen } from "@/lib/client/time/reader-locale";

/** A time of the audit log, to the minute. */
export function EntryTime({ at }: { at: string }) {
  const when = useWhen();

  return (
    <time dateTime={at} title={when(at, { dateStyle: "full", timeStyle: "medium" })} suppressHydrationWarning>
      {when(at, { day: "numeric", month: "short", year: "numeric" })}{" "}
      <span className="block md:inline">{when(at, { hour: "2-digit", minute: "2-digit" })}</span>
    </time>
  );
}
