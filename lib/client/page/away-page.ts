/**
 * Has the worker keep the page that stands in when the server is away. Browsers allow workers only on https and on this
 * very machine; elsewhere a page that is loaded anew needs the server.
 */
export async function keepAwayPage(): Promise<void> {
  // In development a script changes under its name, and a kept one would be shown for ever.
  if (process.env.NODE_ENV !== "production") return;
  try {
    await navigator.serviceWorker?.register("/worker.js");
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage("keep");
  } catch {
    // Forbidden by the browser, or the server went away just now: the chat is as good without.
  }
}
