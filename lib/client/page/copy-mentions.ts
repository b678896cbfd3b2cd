/**
 * Copies selected mentions as they were typed, with their usernames: the names that are drawn would mention nobody where
 * they are pasted. Everything else is copied by the browser.
 */
export function copyMentions(event: ClipboardEvent): void {
  const selection = document.getSelection();
  const target = event.target instanceof Element ? event.target : null;
  if (!selection?.rangeCount || !event.clipboardData || target?.closest("input, textarea")) return;
  const range = selection.getRangeAt(0);
  const box = document.createElement("div");
  box.append(range.cloneContents());
  // One at whose edge the selection begins or ends has no letter in it.
  const mentions = [...box.querySelectorAll<HTMLElement>("[data-typed]")].filter((each) => each.textContent);
  if (mentions.length === 0) return;

  const endsInMention = Boolean(range.endContainer.parentElement?.closest("[data-typed]"));
  event.clipboardData.setData("text/plain", asTyped(selection.toString(), mentions, endsInMention));
  for (const mention of mentions) mention.textContent = mention.dataset.typed ?? "";
  event.clipboardData.setData("text/html", new XMLSerializer().serializeToString(box));
  event.preventDefault();
}

type Mention = Pick<HTMLElement, "textContent" | "dataset">;

/**
 * Puts what was typed in the place of each mention's name; they stand in the text in their order. Where the selection ends
 * in a mention, a few of its letters may stand elsewhere in the text too.
 */
export function asTyped(text: string, mentions: readonly Mention[], endsInMention: boolean): string {
  let [copied, rest] = ["", text];
  for (const [index, { textContent, dataset }] of mentions.entries()) {
    const isEnd = endsInMention && index === mentions.length - 1;
    const at = isEnd ? rest.lastIndexOf(textContent) : rest.indexOf(textContent);
    if (at < 0) continue;
    copied += rest.slice(0, at) + (dataset.typed ?? "");
    rest = rest.slice(at + textContent.length);
  }
  return copied + rest;
}
