/** Limits of the workspace's own emoji; `browser-limits.ts` has those that the browser needs. */
export const EMOJI_LIMITS = {
  /** Custom emoji: how many a workspace has, and aliases of one. */
  customEmoji: 6_000,
  emojiAliases: 10,
  /** Pixels of the longer side of a custom emoji. */
  emojiPixels: 128,
  /** Bytes of a custom emoji as it is stored, which an animation could exceed. */
  storedEmojiBytes: 512 * 1024,
  /** Length of a reaction: an emoji, or a custom one as `:id:`. */
  reactionLength: 40,
} as const;
