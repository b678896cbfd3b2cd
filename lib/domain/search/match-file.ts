import { type Excerpt, findExcerpt, hasPhrase } from "./file-excerpt";
import { type Highlights, toHighlights } from "./highlights";
import { hitsOf, type Reach } from "./match";
import type { Term } from "./terms";
import { splitWords } from "./words";

/** A file with the text inside, if that was read. */
type MatchedFile = { name: string; description: string; text: string | null };

/** The match of a file with a search: in its name, and in its description or else in its text. */
export type FileMatch = { highlights: Highlights; excerpt: Excerpt | null };

/**
 * Compares a file that the index found with the terms of a search. A word that is in neither name nor description is taken
 * to be in the text, because the index says so; a phrase is looked for. @returns null if it does not match
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

const isInText = (term: Term, text: string | null) =>
  text !== null && text !== "" && (term.kind !== "phrase" || hasPhrase(text, term.words));
