/**
 * Copies selected mentions as they were typed, with their usernames: the names that are drawn would mention nobody where
 * they are pasted. Everything else is copied by the browser.
 */
export function copyMentions(event: ClipboardEvent): void {
  const selection = document.getSelection();
  const target = event.target instanceof Element ? event.target : null;
  if (!selection?.rangeCount || !event.clipboardData || target?.closest("input, textarea")) return;
  const box = document.createElement("div");
  box.append(selection.getRangeAt(0).cloneContents());
  const mentions = [...box.querySelectorAll<HTMLElement>("[data-typed]")];
  if (mentions.length === 0) return;

  event.clipboardData.setData("text/plain", asTyped(selection.toString(), mentions));
  for (const mention of mentions) mention.textContent = mention.dataset.typed ?? "";
  event.clipboardData.setData("text/html", new XMLSerializer().serializeToString(box));
  event.preventDefault();
}

/** Puts what was typed in the place of each mention's name; they stand in the text in their order. */
function asTyped(text: string, mentions: readonly HTMLElement[]): string {
  let [copied, rest] = ["", text];
  for (const { textContent, dataset } of mentions) {
    const at = rest.indexOf(textContent);
    if (at < 0 || !textContent) continue;
    copied += rest.slice(0, at) + (dataset.typed ?? "");
    rest = rest.slice(at + textContent.length);
  }
  return copied + rest;
}
