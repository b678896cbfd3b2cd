import { createIdleDetector } from "./idle";

const KEY = "parley.used";
const LOOK_MS = 20_000;
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "focus"] as const;

/** Reports when this browser becomes idle or active. `repeat` reports again after a reconnect; `stop` ends it. */
export function watchIdle(tell: (isAway: boolean) => void) {
  const use = createIdleDetector({ now: Date.now, readShared, writeShared, onChange: tell });
  const forget = new AbortController();
  for (const sign of SIGNS) {
    window.addEventListener(sign, use.onActivity, { passive: true, capture: true, signal: forget.signal });
  }
  const timer = setInterval(use.check, LOOK_MS);
  use.onActivity();

  return {
    again: use.repeat,
    last: use.last,
    stop() {
      forget.abort();
      clearInterval(timer);
    },
  };
}

function readShared(): number {
  try {
    return Number(localStorage.getItem(KEY)) || 0;
  } catch {
    // Storage may be forbidden. Each tab then decides alone.
    return 0;
  }
}

function writeShared(at: number): void {
  try {
    localStorage.setItem(KEY, String(at));
  } catch {
    // Forbidden or full, see above.
  }
}
