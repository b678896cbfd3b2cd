/** The event that opens a card beside its target; `detail` says whose. */
export const CARD_EVENT = "parley-card";

/** The card of a person, or of a group. */
export type CardOf = { kind: "person" | "group"; id: string };

/** Opens a card beside an element. A press on an element with `data-person` or `data-group` does the same by itself. */
export function openCard(of: CardOf, anchor: Element): void {
  anchor.dispatchEvent(new CustomEvent(CARD_EVENT, { bubbles: true, detail: of }));
}
