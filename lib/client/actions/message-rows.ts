/** The message rows of a room's list. */
export const rowsOf = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>("[data-seq]"),
];

/** The last message row that is at least partly visible; null if there is none. */
export function lastSeenRow(list: HTMLElement): HTMLElement | null {
  const rows = rowsOf(list);
  const edge = list.getBoundingClientRect().bottom;
  return rows.findLast((row) => row.getBoundingClientRect().top < edge) ?? rows.at(-1) ?? null;
}

/** Focuses the last message of a list that is fully visible. Returns whether there is one. */
export function focusLastSeen(list: HTMLElement | null): boolean {
  const row = list && lastSeenRow(list);
  row?.focus({ preventScroll: true });
  return Boolean(row);
}

/** The point at which an overlay opened by keyboard appears. */
export function spotOf(element: HTMLElement) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + Math.min(width, 64), y: Math.max(8, top + Math.min(height, 32)) };
}
