/** The event that opens a person's card beside its target; `detail` is the person's id. */
export const PERSON_CARD_EVENT = "parley-person-card";

/** Opens the card of a person beside an element. A press on an element with `data-person` does the same by itself. */
export function openPersonCard(userId: string, anchor: Element): void {
  anchor.dispatchEvent(new CustomEvent(PERSON_CARD_EVENT, { bubbles: true, detail: userId }));
}
