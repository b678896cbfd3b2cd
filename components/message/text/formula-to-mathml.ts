import katex from "katex";
import { isDeeperThan } from "@/lib/shared/depth";
import { displayText } from "@/lib/shared/text/shown";

/** Limits of a formula: bounded macro expansion, and no element larger than a few lines. */
const OPTIONS = {
  output: "mathml",
  throwOnError: false,
  trust: false,
  strict: "ignore",
  maxSize: 10,
  maxExpand: 200,
} as const;

/** Longer or deeper formulas are shown as typed. */
const LONGEST = 2_000;
const DEEPEST = 80;

/**
 * Converts a LaTeX formula to MathML; null if it is to be shown as typed. KaTeX renders an error for a wrong formula,
 * but throws when its stack overflows, which must not break the page.
 */
export function formulaOf(source: string, isBlock: boolean): HTMLElement | null {
  if (source.length > LONGEST) return null;
  const place = document.createElement("span");
  try {
    katex.render(displayText(source), place, { ...OPTIONS, displayMode: isBlock });
  } catch {
    return null;
  }
  return isDeeperThan(DEEPEST, place) ? null : place;
}
