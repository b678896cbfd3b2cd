import { shown } from "./inline-text";

const LONGEST = 160;

/** The beginning of a text in one line, without what only formats it: for a quote, a list, a notice. */
export function firstWords(text: string): string {
  const line = shown(text.slice(0, LONGEST * 4))
    .replace(/^```.*$/gmu, " ")
    .replace(/\|\|[^|\n]+\|\|/gu, "…")
    .replace(/!?\[([^\]\n]{0,200})\]\([^)\s]{0,500}\)/gu, "$1")
    .replace(/^\s{0,3}(?:#{1,6}|>+|[-*+])\s+/gmu, "")
    .replace(/[*~`]{1,3}(?=\S)|(?<=\S)[*~`]{1,3}/gu, "")
    .replace(/(?<![\p{L}\p{N}])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![\p{L}\p{N}])/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  const cut = line.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, "");
  return cut.length < line.length ? `${cut.trimEnd()}…` : cut;
}
