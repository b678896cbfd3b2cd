/** What Enter alone does: it sends, or it begins a line. */
export type EnterChoice = "send" | "break";

/** The cookie in which a device keeps that. */
export const ENTER_COOKIE = "parley.enter";

export const asEnterChoice = (kept: string | null | undefined): EnterChoice =>
  kept === "break" ? "break" : "send";

type Pressed = Pick<KeyboardEvent, "shiftKey" | "altKey" | "ctrlKey" | "metaKey">;

/**
 * What an Enter means. Shift is always the other of the two, and Ctrl or Command always sends. On a touch screen Enter
 * begins a line: there is no Shift at hand, and a button to send.
 */
export function meaningOfEnter(pressed: Pressed, choice: EnterChoice, isTouch: boolean): EnterChoice {
  const { shiftKey, altKey, ctrlKey, metaKey } = pressed;
  if (ctrlKey || metaKey) return "send";
  if (isTouch || altKey) return "break";
  return shiftKey === (choice === "send") ? "break" : "send";
}
