import { focusOn } from "./focus-content";

/**
 * A part of the page, as a selector, and where the focus goes in it: the first selector that matches, else the part
 * itself.
 */
type Landmark = { part: string; focus: readonly string[] };

/** The parts that the landmark key cycles through, in order. */
const LANDMARKS: readonly Landmark[] = [
  { part: "nav[data-region]", focus: ["a[aria-current=page]", "a"] },
  { part: "main [role=log]", focus: [] },
  { part: "main form:has(textarea)", focus: ["textarea"] },
  { part: "aside", focus: ["[role=tab][aria-selected=true]", "a, button"] },
];

/** The landmark of pages that are not a room. */
const PAGE: Landmark = { part: "main", focus: [] };

/** Focuses the next (1) or previous (-1) landmark, wrapping around. */
export function focusLandmark(step: -1 | 1): void {
  const isRoom = document.querySelector("main [role=log]") !== null;
  const wanted = isRoom ? LANDMARKS : [...LANDMARKS.slice(0, 1), PAGE, ...LANDMARKS.slice(3)];
  const parts = wanted.flatMap(({ part, focus }) => {
    const element = document.querySelector<HTMLElement>(part);
    return element?.checkVisibility() ? [{ element, focus }] : [];
  });
  const at = parts.findIndex(({ element }) => element.contains(document.activeElement));
  const from = at < 0 && step < 0 ? 0 : at;
  const next = parts[(from + step + parts.length) % parts.length];
  if (!next) return;
  const { element, focus } = next;
  const inside = focus.map((selector) => element.querySelector<HTMLElement>(selector));
  focusOn(inside.find((each) => each !== null) ?? element);
}
