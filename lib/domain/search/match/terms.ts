import type { QueryPart } from "@/lib/shared/search/parse-query";
import { splitWords, type Word } from "@/lib/shared/search/words/words";

/**
 * Something to look for in a message's words. `forms`: a word in any grammatical form. `exact`: a word as it is written.
 * `number`: digits without separators, or the same digits as words one after the other, as in a date or a telephone number.
 * `phrase`: words one after the other, as they are written; with `isOpen` the last one may be half-typed. `isFileName`: only
 * names of files match.
 */
export type Term = { isNegated: boolean; isFileName?: boolean } & (
  | { kind: "forms"; word: string }
  | { kind: "exact"; word: string }
  | { kind: "number"; word: string; words: string[] }
  | { kind: "phrase"; words: string[]; isOpen: boolean }
);

/** Characters of a part that may belong to a number or a telephone number with spaces. */
const NUMERIC = /^[+(]?[\d().,-]+$/u;

/**
 * Makes terms of the words and phrases of a search. Parts without letters, digits or emoji make none. Successive numbers
 * such as `1 000` or `+7 495 123-45-67` are one term.
 */
export function termsOf(parts: readonly QueryPart[]): Term[] {
  const terms = parts.flatMap((part) => fileNameTerm(part) ?? []);
  const texts = parts.filter((part) => part.kind !== "filter");
  for (let at = 0; at < texts.length; at++) {
    const part = texts[at] as (typeof texts)[number];
    const numbers = part.kind === "word" ? numbersFrom(texts.slice(at)) : null;
    if (numbers) {
      terms.push({ ...numbers.term, isNegated: part.isNegated });
      at += numbers.parts - 1;
      continue;
    }
    const term = termOf(part.text, part.kind === "phrase");
    if (term) terms.push({ ...term, isNegated: part.isNegated });
  }
  return terms;
}

/** Returns the term of a filter `filename:`; null for other parts, and for a name without letters, digits or emoji. */
export function fileNameTerm(part: QueryPart): Term | null {
  if (part.kind !== "filter" || part.key !== "filename") return null;
  const term = termOf(part.value, false);
  return term && { ...term, isNegated: part.isNegated, isFileName: true };
}

/** Joins successive numbers that are one, the longest run first. */
function numbersFrom(texts: readonly { kind: string; text: string; isNegated: boolean }[]) {
  let many = 0;
  while (many < 8 && texts[many]?.kind === "word" && NUMERIC.test(texts[many]?.text ?? "")) {
    if (many > 0 && texts[many]?.isNegated) break;
    many += 1;
  }
  for (; many > 0; many--) {
    const text = texts
      .slice(0, many)
      .map((part) => part.text)
      .join(" ");
    const words = splitWords(text);
    const whole = words.find(({ isPart, at, end }) => isPart && at === 0 && end === text.length);
    if (whole) return { term: numberTerm(text, whole.text, words), parts: many };
  }
  return null;
}

/** A number such as `1 000` is not the beginning of `1 000 000`; points and hyphens are those of dates and telephone numbers. */
function numberTerm(text: string, digits: string, words: readonly Word[]): NewTerm {
  if (!/[.-]/.test(text)) return { kind: "exact", word: digits };
  const whole = words.filter(({ isPart }) => !isPart).map((word) => word.text);
  return { kind: "number", word: digits, words: whole };
}

function termOf(text: string, isQuoted: boolean): NewTerm | null {
  const words = splitWords(text);
  const signed = words.find(({ text: word, isPart }) => isPart && /[+#]$|^\./u.test(word));
  const whole = words.filter(({ isPart }) => !isPart).map((word) => word.text);
  const [first] = whole;
  if (first === undefined) return null;
  if (whole.length === 1 && signed) return { kind: "exact", word: signed.text };
  if (whole.length > 1) return { kind: "phrase", words: whole, isOpen: !isQuoted };
  return isQuoted ? { kind: "exact", word: first } : { kind: "forms", word: first };
}

type NewTerm = DistributiveOmit<Term, "isNegated">;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
