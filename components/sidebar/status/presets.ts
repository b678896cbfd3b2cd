import type { StatusEnd } from "@/lib/client/time/status-end";

/** Statuses to choose by one press. `end` null asks for a day. */
export const STATUS_PRESETS = [
  { name: "meeting", emoji: "🗓️", end: "hour" },
  { name: "focus", emoji: "🎧", end: "hour" },
  { name: "commuting", emoji: "🚆", end: "halfHour" },
  { name: "sick", emoji: "🤒", end: "today" },
  { name: "remote", emoji: "🏡", end: "today" },
  { name: "vacation", emoji: "🌴", end: null },
] as const satisfies readonly { name: string; emoji: string; end: StatusEnd | null }[];
