/** A line of a room's list and where it stands, in pixels from the top of what is seen. */
export type Anchor = { key: string; top: number };

/** Where the line of the new messages stands when a room is entered, in pixels from the top. */
export const NEW_LINE_AT = 96;

/** The line with a key, if it is in the list. */
export function lineOf(list: HTMLElement, key: string): HTMLElement | null {
  return list.querySelector<HTMLElement>(`[data-line="${CSS.escape(key)}"]`);
}

/** How far below the top of what is seen an element of the list begins. */
export function topIn(list: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top - list.getBoundingClientRect().top;
}

/**
 * The first line of which something is seen; but never the first of all, which looks different once another stands before
 * it. Lines stand in order, so their range is halved.
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

/** Scrolls so that a line stands where it stood. */
export function putBack(list: HTMLElement, { key, top }: Anchor): void {
  const line = lineOf(list, key);
  const moved = line ? topIn(list, line) - top : 0;
  if (Math.abs(moved) >= 1) list.scrollTop += moved;
}

/** The row of a message; where that has none of its own, as what happened in a room has none, the nearest one after it. */
export function rowOf(list: HTMLElement, seq: number): HTMLElement | null {
  const rows = [...list.querySelectorAll<HTMLElement>("[data-seq]")];
  return rows.find((row) => Number(row.dataset.seq) >= seq) ?? rows.at(-1) ?? null;
}
