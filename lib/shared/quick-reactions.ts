/** The number of emoji for reacting at one press. */
export const QUICK_REACTION_COUNT = 6;

/** The quick reactions of a person who has chosen none. */
export const DEFAULT_QUICK_REACTIONS: readonly string[] = ["👍", "❤️", "😂", "🎉", "👀", "✅"];
