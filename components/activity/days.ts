import { type Clock, dayBefore } from "@/lib/client/time/clock";
import type { ActivityView } from "@/lib/shared/views";

/** Headings of the list. */
type Day = "today" | "yesterday" | "week" | "earlier";

/** Groups lines, the latest first, under their headings. Weeks begin on Monday. */
export function daysOf<Line extends Pick<ActivityView, "at">>(
  lines: readonly Line[],
  clock: Pick<Clock, "day">,
  today: string,
): { day: Day; lines: Line[] }[] {
  const yesterday = dayBefore(today);
  const monday = mondayOf(today);
  const headingOf = ({ at }: Line): Day => {
    const day = clock.day(at);
    if (day >= today) return "today";
    if (day === yesterday) return "yesterday";
    return day >= monday ? "week" : "earlier";
  };
  return [...Map.groupBy(lines, headingOf)].map(([day, lines]) => ({ day, lines }));
}

/** The Monday of a day's week. */
function mondayOf(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  const since = (noon.getUTCDay() + 6) % 7;
  return new Date(noon.getTime() - since * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
}
