/** The durations that a mute may have. */
export type MuteLength = "tomorrow" | "week" | "forever";

const MORNING = 8;
const FOREVER = "9999-12-31T00:00:00.000Z";

/** The end of a mute that starts now. `tomorrow` ends when the reader's next working day starts. */
export function muteEnd(length: MuteLength, now = new Date()): string {
  if (length === "forever") return FOREVER;
  const end = new Date(now);
  end.setDate(now.getDate() + (length === "week" ? 7 : 1));
  if (length === "tomorrow") end.setHours(MORNING, 0, 0, 0);
  return end.toISOString();
}

/** Returns whether a mute never ends. */
export const isForever = (mutedUntil: string) => mutedUntil >= "9000";
