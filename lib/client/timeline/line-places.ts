/** A line of a room's list and its distance in pixels from the top of the visible part. */
export type Anchor = { key: string; top: number };

/** The distance of the New line from the top when a room is entered, in pixels. */
export const NEW_LINE_AT = 96;

/** The element of the line with a key, if it is in the list. */
export function lineOf(list: HTMLElement, key: string): HTMLElement | null {
  return list.querySelector<HTMLElement>(`[data-line="${CSS.escape(key)}"]`);
}

/** The distance of an element from the top of the visible part, in pixels. */
export function topIn(list: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top - list.getBoundingClientRect().top;
}

/**
 * The first visible line, found by binary search. The very first line is skipped, because it changes when another is
 * put before it.
 */
export function firstVisible(list: HTMLElement): Anchor | null {
  const lines = list.querySelectorAll<HTMLElement>("[data-line]");
  const edge = list.getBoundingClientRect().top;
  let [low, high] = [Math.min(1, lines.length - 1), lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const isAbove = (lines[middle]?.getBoundingClientRect().bottom ?? 0) <= edge;
    if (isAbove) low = middle + 1;
    else high = middle;
  }
  const line = lines[low];
  return line ? { key: line.dataset.line ?? "", top: topIn(list, line) } : null;
}

/** Scrolls so that a line returns to its place. */
export function putBack(list: HTMLElement, { key, top }: Anchor): void {
  const line = lineOf(list, key);
  const moved = line ? topIn(list, line) - top : 0;
  if (Math.abs(moved) >= 1) list.scrollTop += moved;
}

/** The row of a message. An event has no row of its own: the nearest row after it. */
export function rowOf(list: HTMLElement, seq: number): HTMLElement | null {
  const rows = [...list.querySelectorAll<HTMLElement>("[data-seq]")];
  return rows.find((row) => Number(row.dataset.seq) >= seq) ?? rows.at(-1) ?? null;
}
