import type { Recurrence } from "@/lib/shared/time/occurrences";

const MONDAY = 1;

/** Returns the times of a person's digests, on the clocks of their zone. */
export function digestTimes(
  { digest, digestHour }: { digest: string; digestHour: number },
  timeZone: string,
): Recurrence {
  const time = `${String(digestHour).padStart(2, "0")}:00`;
  return digest === "weekly"
    ? { repeat: "weekly", weekday: MONDAY, time, timeZone }
    : { repeat: "daily", time, timeZone };
}
