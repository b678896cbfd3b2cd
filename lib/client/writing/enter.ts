/** The effect of Enter alone: send, or break the line. */
export type EnterChoice = "send" | "break";

/** The cookie that stores this setting. */
export const ENTER_COOKIE = "parley.enter";

export const asEnterChoice = (kept: string | null | undefined): EnterChoice =>
  kept === "break" ? "break" : "send";

type Pressed = Pick<KeyboardEvent, "shiftKey" | "altKey" | "ctrlKey" | "metaKey">;

/**
 * The effect of an Enter press. Shift always gives the opposite; Ctrl or Cmd always sends. On a touch screen Enter
 * breaks the line, because there is no Shift but a send button.
 */
export function meaningOfEnter(pressed: Pressed, choice: EnterChoice, isTouch: boolean): EnterChoice {
  const { shiftKey, altKey, ctrlKey, metaKey } = pressed;
  if (ctrlKey || metaKey) return "send";
  if (isTouch || altKey) return "break";
  return shiftKey === (choice === "send") ? "break" : "send";
}
