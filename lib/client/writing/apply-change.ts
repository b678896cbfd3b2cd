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
    if (!isTyped) {
      input.setRangeText(insert, from, to, "end");
      input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
    }
  }
  input.setSelectionRange(...select);
}
