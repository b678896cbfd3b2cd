/** The row of a message in the room's list. */
export const rowOf = (seq: number): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[role="log"] [data-seq="${seq}"]`);
