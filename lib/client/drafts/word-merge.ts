// Merges two texts with a common base word by word: the three-way merge of `diff3` (Khanna, Kunal, Pierce, "A Formal
// Investigation of Diff3", 2007), which keeps both sides of a conflict.

/** A range of words of the base, and the words that replace it. */
type Edit = { from: number; to: number; words: readonly string[] };

/** Above this number of comparisons, the middle of two texts counts as replaced. */
const MOST_COMPARISONS = 4_000_000;

/** Merges two texts of which neither contains all of the other; see `mergeTexts`. */
export function mergeByWords(base: string, theirs: string, mine: string): string {
  const words = wordsOf(base);
  const merged = mergeWords(words, editsOf(words, wordsOf(theirs)), editsOf(words, wordsOf(mine)));
  // Two words that were each the first of their line must not run together.
  return merged.map((word, at) => (at > 0 && !/^\s/.test(word) ? ` ${word}` : word)).join("");
}

/** Returns whether `part` occurs in `text` as a contiguous run of words. */
export function containsWords(text: string, part: string): boolean {
  return indexOfWords(wordsOf(text), wordsOf(part)) >= 0;
}

/** Words with their leading white space, so that adding a word leaves the one before unchanged. */
const wordsOf = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? [];

function mergeWords(base: readonly string[], theirs: Edit[], mine: Edit[]): string[] {
  const merged: string[] = [];
  let at = 0;
  while (theirs.length > 0 || mine.length > 0) {
    const chunk = nextChunk(theirs, mine);
    merged.push(...base.slice(at, chunk.from), ...resolve(base, chunk));
    at = chunk.to;
  }
  return [...merged, ...base.slice(at)];
}

type Chunk = { from: number; to: number; theirs: Edit[]; mine: Edit[] };

/** Takes the next edit together with all edits of the other side that overlap it. */
function nextChunk(theirs: Edit[], mine: Edit[]): Chunk {
  const isTheirs = !mine[0] || (theirs[0] !== undefined && comesFirst(theirs[0], mine[0]));
  const first = (isTheirs ? theirs : mine).shift() as Edit;
  const chunk: Chunk = { from: first.from, to: first.to, theirs: [], mine: [] };
  chunk[isTheirs ? "theirs" : "mine"].push(first);
  for (let isGrowing = true; isGrowing; ) {
    isGrowing = false;
    for (const side of ["theirs", "mine"] as const) {
      const next = (side === "theirs" ? theirs : mine)[0];
      if (!next || !overlaps(chunk, next)) continue;
      (side === "theirs" ? theirs : mine).shift();
      chunk[side].push(next);
      chunk.to = Math.max(chunk.to, next.to);
      isGrowing = true;
    }
  }
  return chunk;
}

/** An insertion before a word comes before the replacement of that word. */
const comesFirst = (a: Edit, b: Edit) => a.from < b.from || (a.from === b.from && a.to <= b.to);

/** Edits overlap if both insert at the same place or change the same words. Adjacent edits do not. */
const overlaps = (chunk: Pick<Edit, "from" | "to">, { from, to }: Edit) =>
  from < chunk.to || (from === chunk.from && to === chunk.to);

function resolve(base: readonly string[], { from, to, theirs, mine }: Chunk): string[] {
  const [other, own] = [applied(base, from, to, theirs), applied(base, from, to, mine)];
  if (mine.length === 0) return other;
  if (theirs.length === 0 || indexOfWords(own, other) >= 0) return own;
  if (indexOfWords(other, own) >= 0) return other;
  const [first = "", ...others] = own;
  return [...other.slice(0, -1), (other.at(-1) ?? "").trimEnd(), `\n${first.trimStart()}`, ...others];
}

function applied(base: readonly string[], from: number, to: number, edits: readonly Edit[]): string[] {
  const words: string[] = [];
  let at = from;
  for (const edit of edits) {
    words.push(...base.slice(at, edit.from), ...edit.words);
    at = edit.to;
  }
  return [...words, ...base.slice(at, to)];
}

/** The index of a run of words in another list, ignoring white space; -1 if it is not there. */
function indexOfWords(words: readonly string[], part: readonly string[]): number {
  const [whole, wanted] = [words, part].map((list) => list.map((word) => word.trim()).filter(Boolean));
  if (!whole || !wanted) return -1;
  for (let at = 0; at + wanted.length <= whole.length; at++)
    if (wanted.every((word, i) => whole[at + i] === word)) return at;
  return -1;
}

/** The edits from one list of words to another: common words at both ends and in the middle stay. */
function editsOf(base: readonly string[], next: readonly string[]): Edit[] {
  let start = 0;
  while (start < base.length && start < next.length && base[start] === next[start]) start++;
  let end = 0;
  while (
    end < base.length - start &&
    end < next.length - start &&
    base[base.length - 1 - end] === next[next.length - 1 - end]
  )
    end++;
  const [before, after] = [base.slice(start, base.length - end), next.slice(start, next.length - end)];
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  for (const [inBase, inNext] of [...commonOf(before, after), [before.length, after.length] as const]) {
    if (inBase > i || inNext > j)
      edits.push({ from: start + i, to: start + inBase, words: after.slice(j, inNext) });
    [i, j] = [inBase + 1, inNext + 1];
  }
  return edits;
}

/** The index pairs of a longest common subsequence of two lists. */
function commonOf(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  if (a.length * b.length > MOST_COMPARISONS) return [];
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] as number;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const common: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length; )
    if (a[i] === b[j]) common.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  return common;
}
