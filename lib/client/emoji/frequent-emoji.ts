import { DEFAULT_QUICK_REACTIONS as USUAL } from "@/lib/shared/quick-reactions";

const KEPT = 40;

type Counts = Readonly<Record<string, number>>;

const keyOf = (userId: string) => `parley.emoji.${userId}`;

/** The most used emoji, filled up with the usual ones. */
export function mostUsed(counts: Counts, most: number): string[] {
  const used = Object.keys(counts).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  return [...new Set([...used, ...USUAL])].slice(0, most);
}

/** Counts one more use. All counts decay a little, so that old habits give way. */
export function countUse(counts: Counts, emoji: string): Counts {
  const faded = Object.entries({ ...counts, [emoji]: 0 }).map(
    ([each, count]) => [each, count * 0.97] as const,
  );
  const added = { ...Object.fromEntries(faded), [emoji]: (counts[emoji] ?? 0) * 0.97 + 1 };
  return Object.fromEntries(
    Object.entries(added)
      .sort(([, a], [, b]) => b - a)
      .slice(0, KEPT),
  );
}

/** The emoji that this person uses most in this browser. */
export const frequentEmoji = (userId: string, most: number): string[] => mostUsed(readCounts(userId), most);

/** Counts the use of an emoji. */
export function noteEmoji(userId: string, emoji: string): void {
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify(countUse(readCounts(userId), emoji)));
  } catch {
    // Storage may be forbidden or full. The usual emoji then stay in front.
  }
}

function readCounts(userId: string): Counts {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Counts) : {};
  } catch {
    return {};
  }
}
