const MINUTE = 60_000;
const UNITS: Record<string, number> = {
  m: MINUTE,
  м: MINUTE,
  h: 60 * MINUTE,
  ч: 60 * MINUTE,
  d: 24 * 60 * MINUTE,
  д: 24 * 60 * MINUTE,
  w: 7 * 24 * 60 * MINUTE,
  н: 7 * 24 * 60 * MINUTE,
};
const PART = /(\d{1,5})\s*(?:(m|h|d|w)[a-z]*|(м|ч|д|н)[а-яё]*)/gu;
const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)$/;

/**
 * Parses an end time: a duration such as `30m`, `1h 30m`, `2 days`, `2ч`, or a time of day (tomorrow's if it has
 * passed). Null for anything else.
 */
export function endOf(written: string, now = new Date()): Date | null {
  const text = written.trim().toLowerCase();
  const clock = CLOCK.exec(text);
  if (clock) return nextAt(Number(clock[1]), Number(clock[2]), now);
  const parts = [...text.matchAll(PART)];
  if (parts.length === 0 || text.replace(PART, "").trim() !== "") return null;
  const length = parts.reduce(
    (sum, [, count, en, ru]) => sum + Number(count) * (UNITS[en ?? ru ?? ""] ?? 0),
    0,
  );
  return length > 0 ? new Date(now.getTime() + length) : null;
}

function nextAt(hours: number, minutes: number, now: Date): Date {
  const end = new Date(now);
  end.setHours(hours, minutes, 0, 0);
  if (end <= now) end.setDate(end.getDate() + 1);
  return end;
}
