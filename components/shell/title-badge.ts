import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { UnreadTotals } from "@/lib/shared/rooms/unread-totals";

const SIGN = /^(?:\d+% · )?(?:(?:\(\d+\+?\)|•) )?/u;

/**
 * The prefix of the tab's title: the sent share of files, and the number of messages for me, or a dot for anything else
 * unread.
 *
 * @param percent null while no files are sent
 */
export function titleBadge({ calls, hasUnread }: UnreadTotals, percent: number | null = null): string {
  const sent = percent === null ? "" : `${percent}% · `;
  if (calls > 0) return `${sent}(${countText(calls)}) `;
  return `${sent}${hasUnread ? "• " : ""}`;
}

const countText = (count: number) =>
  count >= BROWSER_LIMITS.unreadCount ? `${BROWSER_LIMITS.unreadCount - 1}+` : `${count}`;

/** Replaces the prefix of a title. */
export const withTitleBadge = (title: string, sign: string) => sign + title.replace(SIGN, "");

const LEAF =
  '<rect width="32" height="32" rx="9" fill="#1f6a56"/><path d="M9 8.5h14a2.5 2.5 0 0 1 2.5 2.5v8a2.5 2.5 0 0 1-2.5 2.5h-7.6l-4.6 4a.6.6 0 0 1-1-.45V21.5H9A2.5 2.5 0 0 1 6.5 19v-8A2.5 2.5 0 0 1 9 8.5z" fill="#fff"/>';

/** The tab's icon with a badge as a data URL: a number for messages to me, a dot for the rest; null without a badge. */
export function badgedIcon({ calls, hasUnread }: UnreadTotals): string | null {
  if (calls === 0 && !hasUnread) return null;
  const badge = calls > 0 ? numberBadge(calls) : '<circle cx="25" cy="7" r="6" fill="#d9a514"/>';
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${LEAF}${badge}</svg>`,
  )}`;
}

/** At sixteen pixels only one digit is readable. */
function numberBadge(calls: number): string {
  const text = calls > 9 ? "9+" : `${calls}`;
  const size = text.length > 1 ? 14 : 18;
  return `<circle cx="21.5" cy="10.5" r="10.5" fill="#b3261e"/><text x="21.5" y="${10.5 + size * 0.36}" font-family="sans-serif" font-weight="700" font-size="${size}" fill="#fff" text-anchor="middle">${text}</text>`;
}
