import type { SearchHitView } from "@/lib/shared/views";
import { dayBefore } from "../time/clock";

/** Hits below a heading. */
export type HitGroup = { key: string; hits: SearchHitView[] };

/** Groups hits by room. Groups and hits keep the order of the results. */
export function byRoom(hits: readonly SearchHitView[]): HitGroup[] {
  return grouped(hits, ({ room }) => room.id);
}

/**
 * Groups hits by the time since then: `today`, `yesterday`, `week` (the last seven days), or a month such as 2026-11.
 *
 * @param dayOf the day of a moment in the reader's time zone
 */
export function byTime(
  hits: readonly SearchHitView[],
  today: string,
  dayOf: (at: string) => string,
): HitGroup[] {
  const yesterday = dayBefore(today);
  const weekAgo = Array.from({ length: 6 }).reduce<string>((day) => dayBefore(day), today);
  return grouped(hits, ({ message }) => {
    const day = dayOf(message.createdAt);
    if (day >= today) return "today";
    if (day === yesterday) return "yesterday";
    return day >= weekAgo ? "week" : day.slice(0, "2026-11".length);
  });
}

function grouped(hits: readonly SearchHitView[], keyOf: (hit: SearchHitView) => string): HitGroup[] {
  const groups = new Map<string, SearchHitView[]>();
  for (const hit of hits) {
    const key = keyOf(hit);
    const group = groups.get(key);
    if (group) group.push(hit);
    else groups.set(key, [hit]);
  }
  return [...groups].map(([key, hits]) => ({ key, hits }));
}
