import type { Change, Field } from "./change";

/** Above this length the browser's undo command takes seconds, so its history is given up. */
const LONG = 20_000;

/** The current state of a text area. */
export const fieldOf = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Field => ({
  text: value,
  start: selectionStart,
  end: selectionEnd,
});

/**
 * Changes a text area as if the user had typed, so that the browser's undo reverts it. `execCommand` is deprecated, but
 * nothing else reaches the browser's history. Where it fails, the value is set directly.
 */
export function applyChange(input: HTMLTextAreaElement, { from, to, insert, select }: Change): void {
  input.focus();
  input.setSelectionRange(from, to);
  if (from !== to || insert !== "") {
    const command = insert === "" ? "delete" : "insertText";
    const isTyped = insert.length <= LONG && document.execCommand(command, false, insert);
    if (!isTyped) replace(input, from, to, insert);
  }
  input.setSelectionRange(...select);
}

/** Changes a text area that does not get the focus: on a phone that would open the keyboard. */
export function insertUnfocused(input: HTMLTextAreaElement, { from, to, insert, select }: Change): void {
  replace(input, from, to, insert);
  input.setSelectionRange(...select);
}

function replace(input: HTMLTextAreaElement, from: number, to: number, insert: string): void {
  input.setRangeText(insert, from, to, "end");
  input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}
