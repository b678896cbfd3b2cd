// The thread beside a room stands in the room's address: `?thread=<root>`, and `&message=<seq>` for a reply of it.

/** The thread was opened in this page, so that Back closes it. */
let isPushed = false;

/** Opens a thread beside its room, at a reply; Back closes it. Another open thread gives way. */
export function openThread(rootId: string, seq?: number): void {
  const address = `?thread=${rootId}${seq ? `&message=${seq}` : ""}`;
  const now = new URLSearchParams(location.search);
  // An address that leads to the reply gives way too: Back would lead here again.
  const isSame = now.has("thread") || (seq !== undefined && now.get("message") === String(seq));
  isPushed ||= !isSame;
  window.history[isSame ? "replaceState" : "pushState"](null, "", address);
}

/** Closes the thread beside the room. */
export function closeThread(): void {
  if (isPushed) window.history.back();
  else window.history.replaceState(null, "", location.pathname);
  isPushed = false;
}

/** The thread was closed by Back, or its room was left. */
export function forgetThread(): void {
  isPushed = false;
}
