/** Time (ms) after the first call in which a page is still becoming usable. */
const START_MS = 2_000;

let endOfStart: number | undefined;

/**
 * Runs a function when the browser is idle while a page is becoming usable, and immediately afterwards or if the user has just
 * pressed something, which waits for it. For scripts that the first screen does not need: each is compiled and rendered for
 * some ten milliseconds, in which a slow phone reacts to nothing.
 */
export function afterStart(run: () => void): void {
  endOfStart ??= performance.now() + START_MS;
  const isStarted = performance.now() > endOfStart || navigator.userActivation?.isActive;
  if (isStarted || typeof requestIdleCallback === "undefined") run();
  else requestIdleCallback(run, { timeout: START_MS });
}
