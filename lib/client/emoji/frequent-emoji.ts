/** What somebody reacts with before this browser knows better. */
const USUAL = ["👍", "❤️", "😂", "🎉", "👀", "✅"] as const;
const KEPT = 40;

type Counts = Readonly<Record<string, number>>;

const keyOf = (userId: string) => `parley.emoji.${userId}`;

/** The emoji that are used most, the most used first, filled up with the usual ones. */
export function mostUsed(counts: Counts, most: number): string[] {
  const used = Object.keys(counts).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  return [...new Set([...used, ...USUAL])].slice(0, most);
}

/** The counts after one more use. What was used most long ago gives way: all counts fade a little. */
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

/** Notes that an emoji was used. */
export function noteEmoji(userId: string, emoji: string): void {
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify(countUse(readCounts(userId), emoji)));
  } catch {
    // Storage may be forbidden or full: then the usual ones stay in front.
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
