import type { Root } from "mdast";
import { BROWSER_LIMITS } from "../browser-limits";
import { forEachNode } from "../markdown/walk";
import { fold } from "../text/fold";
import { EVERYBODY_WORDS, UNSPACED } from "./mention-run";

// The one grammar of mentions, for the server, the composer and the rendering: docs/mentions.md defines it.

/** A possible reading of the letters after an at-sign: a name, and its length in UTF-16 units. */
export type Candidate = { key: string; length: number; word: "here" | "all" | null };

/**
 * Mentions of a text: for each run of letters its possible names, longest first, and whether it mentions everybody.
 */
export type Mentions = { runs: string[][]; here: boolean; all: boolean };

const WORDS = new Map<string, "here" | "all">(Object.entries(EVERYBODY_WORDS));

const PUNCTUATION = /[._-]/;
const MARK = /\p{M}/u;
const ONLY_PUNCTUATION = /^[._-]+$/;

/**
 * Returns the possible names of a run, longest first: the run begins with them, and no word is cut in two. A name may
 * end before `.`, `_` or `-` and beside a letter of a script without spaces. `here`, `all`, `channel` and `everyone`
 * end before punctuation only if nothing else follows, so that `@all-hands` does not mention everybody.
 */
export function candidatesOf(run: string): Candidate[] {
  const found: Candidate[] = [];
  const letters = [...run].slice(0, BROWSER_LIMITS.usernameLength.max + 1);
  let prefix = "";
  for (const [index, letter] of letters.entries()) {
    prefix += letter;
    const next = letters[index + 1];
    if (next !== undefined && !mayEndBetween(letter, next)) continue;
    if (next === undefined && prefix.length < run.length) continue;
    const key = fold(prefix);
    const word = WORDS.get(key) ?? null;
    if (word && !mayFollowWord(run.slice(prefix.length))) continue;
    found.unshift({ key, length: prefix.length, word });
  }
  return found;
}

const mayEndBetween = (letter: string, next: string) =>
  !MARK.test(next) &&
  (PUNCTUATION.test(letter) || PUNCTUATION.test(next) || UNSPACED.test(letter) || UNSPACED.test(next));

const mayFollowWord = (rest: string) =>
  rest === "" || ONLY_PUNCTUATION.test(rest) || UNSPACED.test([...rest][0] ?? "");

const ENDS_IN_PUNCTUATION = /[._-]$/;

/** Picks the reading of a run before its name is known: the longest that does not end in punctuation. */
export const likeliestOf = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.find(({ key }) => !ENDS_IN_PUNCTUATION.test(key)) ?? candidates[0];

/** An at-sign, or a text that Markdown may read as one. */
const MAY_MENTION = /[@＠]|&(?:#|commat;)/i;

/** True if a text may mention anybody, and has to be parsed. */
export const mayMention = (text: string): boolean => MAY_MENTION.test(text);

/** Returns the mentions of a parsed text. At most `BROWSER_LIMITS.mentions` runs count. */
export function mentionsIn(tree: Root): Mentions {
  const mentions: Mentions = { runs: [], here: false, all: false };
  for (const run of new Set(runsIn(tree))) {
    const candidates = candidatesOf(run);
    const word = candidates.find((one) => one.word)?.word;
    if (word) mentions[word] = true;
    else if (mentions.runs.length < BROWSER_LIMITS.mentions)
      mentions.runs.push(candidates.map(({ key }) => key));
  }
  return mentions;
}

/** Returns the runs after at-signs in plain text: not in code, formulas, links and quotes. */
function runsIn(tree: Root): string[] {
  const runs: string[] = [];
  forEachNode(tree, (node) => {
    if (node.type === "mention") runs.push(node.value.slice(1));
    return node.type !== "link" && node.type !== "blockquote";
  });
  return runs;
}

/** Returns the names to look up before the mentions can be resolved. */
export const candidateNames = ({ runs }: Mentions): string[] => [...new Set(runs.flat())];

/** Resolves the mentioned names: for each run the longest that exists. */
export function mentionedNames({ runs }: Mentions, isSomebody: (key: string) => boolean): string[] {
  const names = new Set<string>();
  for (const run of runs) {
    const name = run.find(isSomebody);
    if (name !== undefined) names.add(name);
  }
  return [...names];
}

/**
 * The likeliest name of each run, of which a text's author may be asked whether it is somebody's.
 *
 * @param most names beyond so many are left out
 */
export function likelyNames({ runs }: Mentions, most: number): string[] {
  const names = runs.map((run) => run.find((key) => !ENDS_IN_PUNCTUATION.test(key)) ?? run[0] ?? "");
  return [...new Set(names)].filter(Boolean).slice(0, most);
}

/** True if a text mentions everybody in the room, or everybody who is online. */
export const mentionsEveryone = ({ here, all }: Mentions): boolean => here || all;
