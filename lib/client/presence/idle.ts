import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";

type IdleDeps = {
  now: () => number;
  /** The last activity in any tab of this browser, in milliseconds since 1970; shared between tabs. */
  readShared: () => number;
  writeShared: (at: number) => void;
  onChange: (isAway: boolean) => void;
};

/** Activity comes hundreds of times a second; other tabs need to know only now and then. */
const SHARE_MS = 10_000;

/** Detects whether this browser is in use. It is away after BROWSER_LIMITS.awayMinutes without activity in any of its tabs. */
export function createIdleDetector({ now, readShared, writeShared, onChange: tell }: IdleDeps) {
  let last = now();
  let shared = 0;
  let isAway = false;

  function turn(to: boolean) {
    if (isAway === to) return;
    isAway = to;
    tell(to);
  }

  return {
    /** A key, a touch or a pointer movement. */
    onActivity() {
      last = now();
      if (last - shared >= SHARE_MS) {
        shared = last;
        writeShared(last);
      }
      turn(false);
    },
    /** Compares the last activity with the limit. Called periodically. */
    check() {
      last = Math.max(last, readShared());
      turn(now() - last >= BROWSER_LIMITS.awayMinutes * 60_000);
    },
    /** The last activity that this tab knows of, in milliseconds since 1970. */
    last: () => last,
    /** Reports again that the browser is away, because a new connection counts as active. */
    repeat() {
      if (isAway) tell(true);
    },
  };
}
