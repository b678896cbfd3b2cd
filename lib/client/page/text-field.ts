const NOT_TYPED_IN = ["button", "checkbox", "radio", "range", "submit", "reset", "file", "color"];

/** Returns whether key presses on the target type text. */
export function isTextField(target: EventTarget | null): boolean {
  if (typeof HTMLElement === "undefined" || !(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !NOT_TYPED_IN.includes(target.type);
}
