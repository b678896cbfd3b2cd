import { splitWords } from "@/lib/shared/search/words/words";
import { STARTS } from "../words/tokens";
import { type Excerpt, findExcerpt, mayHave } from "./file-excerpt";
import { type Highlights, toHighlights } from "./highlights";
import { hitsOf, type Reach } from "./match";
import type { Term } from "./terms";

/** A file with the text inside, if that was read. */
type MatchedFile = { name: string; description: string; text: string | null };

/** The match of a file with a search: in its name, and in its description or else in its text. */
export type FileMatch = { highlights: Highlights; excerpt: Excerpt | null };

/**
 * Compares a file that the index found with the terms of a search. A word that is in neither name nor description is taken
 * to be in the text, because the index says so; a phrase and a long word, which may be half-typed, are looked for. @returns null if it does not match
 */
export function matchFile(file: MatchedFile, terms: readonly Term[], reach: Reach): FileMatch | null {
  const [name, description] = [file.name, file.description].map((text) => ({
    text,
    words: splitWords(text),
  }));
  if (!name || !description) return null;
  const wanted = terms.filter(({ isNegated }) => !isNegated);
  for (const term of terms) {
    const texts = term.isFileName ? [name] : [name, description];
    const isNamed = texts.some((text) => hitsOf(term, text, reach).length > 0);
    if (term.isNegated ? isNamed : !isNamed && (term.isFileName || !isInText(term, file.text))) return null;
  }
  const hits = wanted.flatMap((term) => hitsOf(term, name, reach));
  const inside = wanted.filter(({ isFileName }) => !isFileName);
  const excerpt =
    findExcerpt(file.description, inside, reach) ??
    (file.text ? findExcerpt(file.text, inside, reach) : null);
  return { highlights: toHighlights(file.name, hits), excerpt };
}

function isInText(term: Term, text: string | null): boolean {
  if (!text) return false;
  return isExactInIndex(term) || mayHave(text, term);
}

/** True for terms whose tokens no other text has. */
const isExactInIndex = (term: Term) =>
  term.kind === "exact" || (term.kind === "forms" && [...term.word].length <= STARTS.longest);
