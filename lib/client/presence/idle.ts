import { LIMITS } from "@/lib/shared/limits";

type IdleDeps = {
  now: () => number;
  /** The last sign of life in any tab of this browser, in milliseconds; shared between them. */
  readShared: () => number;
  writeShared: (at: number) => void;
  onChange: (isAway: boolean) => void;
};

/** Signs of life come by the hundred; other tabs need to hear of one now and then. */
const SHARE_MS = 10_000;

/** Whether somebody uses this browser: away once no tab of it has had a sign of life for LIMITS.awayMinutes. */
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
    /** A key, a touch, a movement. */
    onActivity() {
      last = now();
      if (last - shared >= SHARE_MS) {
        shared = last;
        writeShared(last);
      }
      turn(false);
    },
    /** Called now and then. */
    check() {
      last = Math.max(last, readShared());
      turn(now() - last >= LIMITS.awayMinutes * 60_000);
    },
    /** When there was the last sign of life, as far as this tab knows; milliseconds since 1970. */
    last: () => last,
    /** A new connection counts as in use: tells it if it isn't. */
    repeat() {
      if (isAway) tell(true);
    },
  };
}
