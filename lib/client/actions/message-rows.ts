/** The rows of the messages in a room's list. */
export const rowsOf = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>("[data-seq]"),
];

/** The last message that is seen, at least in part; null where there is none at all. */
export function lastSeenRow(list: HTMLElement): HTMLElement | null {
  const rows = rowsOf(list);
  const edge = list.getBoundingClientRect().bottom;
  return rows.findLast((row) => row.getBoundingClientRect().top < edge) ?? rows.at(-1) ?? null;
}

/** Puts the focus on the last message that is seen, as a whole; whether there is one. */
export function focusLastSeen(): boolean {
  const list = document.querySelector<HTMLElement>("main [role=log]");
  const row = list && lastSeenRow(list);
  row?.focus({ preventScroll: true });
  return Boolean(row);
}
