import katex from "katex";
import { isDeeperThan } from "@/lib/shared/depth";
import { displayText } from "@/lib/shared/shown";

/** What a formula may cost: its macros are not expanded without end, nothing in it is larger than a few lines. */
const OPTIONS = {
  output: "mathml",
  throwOnError: false,
  trust: false,
  strict: "ignore",
  maxSize: 10,
  maxExpand: 200,
} as const;

/** Longer or deeper ones are shown as they were typed. */
const LONGEST = 2_000;
const DEEPEST = 80;

/**
 * A formula in LaTeX as MathML, or null where it is to be shown as it was typed. KaTeX answers a wrong formula with its own
 * text, but throws when its stack is exhausted, which a message must not do to the page that shows it.
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
