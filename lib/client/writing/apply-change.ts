import type { Change, Field } from "./change";

/** Above that the browser's own command takes seconds for many lines: then its history is given up. */
const LONG = 20_000;

/** A text box as it is now. */
export const fieldOf = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Field => ({
  text: value,
  start: selectionStart,
  end: selectionEnd,
});

/**
 * Changes what stands in a text box as if it had been typed, so that the browser's undo takes it back. The command for
 * that is deprecated, but nothing else reaches the browser's own history; where it does not work, the text is set.
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
