/** How a part of the page is found, and where in it the focus goes: to the first of these that is there, or to itself. */
type Landmark = { part: string; focus: readonly string[] };

/** The parts of a page between which a key leads, in their order. */
const LANDMARKS: readonly Landmark[] = [
  { part: "nav[data-region]", focus: ["a[aria-current=page]", "a"] },
  { part: "main [role=log]", focus: [] },
  { part: "main form:has(textarea)", focus: ["textarea"] },
  { part: "aside", focus: ["[role=tab][aria-selected=true]", "a, button"] },
];

/** Where a page has none of a room's parts, it is itself one. */
const PAGE: Landmark = { part: "main", focus: [] };

/** Puts the focus into the next (1) or previous (-1) part of the page, and after the last into the first. */
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

/** Puts the focus on what the page is about: a room's messages, else the page itself. */
export function focusContent(): void {
  const page = document.querySelector("main");
  const content = page?.querySelector<HTMLElement>("[role=log]") ?? page;
  if (content) focusOn(content);
}

/** Not in the markup: with it there, each press of the mouse would put the focus on the whole part. */
function focusOn(element: HTMLElement) {
  if (!element.matches("a, button, textarea, [tabindex]")) element.tabIndex = -1;
  element.focus();
}
