let byWords: Pick<typeof import("./word-merge"), "mergeByWords" | "containsWords"> | null = null;

/**
 * Loads what merges two changed texts. Few drafts need it, so it comes after the first screen. A failed load is tried again
 * by the next merge.
 */
export async function loadWordMerge(): Promise<void> {
  byWords = await import("./word-merge").catch(() => null);
}

/**
 * Merges two texts. A word added on either side is kept; a word removed on one side and unchanged on the other is
 * removed. If both sides changed the same place, both are kept, theirs first, on separate lines. An emptied text loses
 * against a changed one. Until `loadWordMerge` is done, two changed texts are both kept whole.
 */
export function mergeTexts(base: string, theirs: string, mine: string): string {
  if (theirs === mine || theirs === base) return mine;
  if (mine === base || mine.trim() === "") return theirs;
  if (theirs.trim() === "") return mine;
  if (byWords) return byWords.mergeByWords(base, theirs, mine);
  void loadWordMerge();
  return `${theirs.trimEnd()}\n${mine}`;
}

/** Returns whether `part` occurs in `text` as a contiguous run of words. */
export const containsWords = (text: string, part: string): boolean =>
  byWords?.containsWords(text, part) ?? text.includes(part);
