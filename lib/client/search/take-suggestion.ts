import type { FilterKey } from "@/lib/shared/search/parse-query";
import { addFilters, type Filter, formatFilters, type Query, splitQuery, type Token } from "./query-text";

/** The effect of a suggestion: a whole filter, an operator whose value follows, or the text of an earlier search. */
export type Taken = { filter: Pick<Filter, "key" | "value"> } | { operator: FilterKey } | { text: string };

/** Puts a suggestion in the place of what is being typed. A negation before it stays. */
export function takeSuggestion({ filters, typed }: Query, token: Token, taken: Taken): Query {
  if ("text" in taken) return splitQuery(taken.text);
  const [before, after] = [typed.slice(0, token.start), typed.slice(token.end)];
  if ("operator" in taken) {
    const minus = token.isNegated ? "-" : "";
    return { filters, typed: `${before}${minus}${taken.operator}:${after}` };
  }
  const filter = { ...taken.filter, isNegated: token.isNegated };
  const rest = `${before.trimEnd()} ${after.trimStart()}`.trim();
  return { filters: addFilters(filters, [filter]), typed: rest && `${rest} ` };
}

/** Takes a filter out of the chips, and back into the text for editing. */
export function untakeFilter({ filters, typed }: Query, filter: Filter): Query {
  const text = [typed.trim(), formatFilters([filter])].filter(Boolean).join(" ");
  return { filters: filters.filter((other) => other !== filter), typed: text };
}
