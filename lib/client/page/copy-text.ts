/**
 * Copies a text to the clipboard. Resolves to whether that worked. Uses a selection on plain http, where the Clipboard
 * API is missing.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The API is missing or not allowed. The old way has no such conditions.
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  // Inside an open dialog, because the dialog takes the focus back from anything outside it.
  (document.querySelector("[role=dialog]") ?? document.body).append(field);
  field.select();
  const isDone = document.execCommand("copy");
  field.remove();
  return isDone;
}
