/**
 * Asks the service worker to keep the page that is shown when the server is unreachable. Browsers allow workers only on
 * https and on localhost; elsewhere a reload needs the server.
 */
export async function keepAwayPage(): Promise<void> {
  // In development a script changes under a fixed name; a cached one would be shown forever.
  if (process.env.NODE_ENV !== "production") return;
  try {
    await navigator.serviceWorker?.register("/worker.js");
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage("keep");
  } catch {
    // The browser forbids workers, or the server just went away. The chat works without it.
  }
}
