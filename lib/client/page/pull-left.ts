/** The position of a finger in window pixels. */
export type Finger = { x: number; y: number };

/** Beyond this the finger has chosen a direction. */
const DECIDED_PX = 10;
/** A pull of this length counts when the finger is lifted. */
export const ENOUGH_PX = 64;
const LONGEST_PX = 88;
/** Within this distance of either edge the browser's own gestures apply. */
const EDGE_PX = 24;

/** Returns whether a pull may begin here; near the edges the browser goes back and forward. */
export const mayBegin = ({ x }: Finger, width: number): boolean => x > EDGE_PX && x < width - EDGE_PX;

/** The direction of a finger: to the left, anything else, or not known yet. */
export function directionOf(from: Finger, to: Finger): "left" | "other" | "unknown" {
  const [x, y] = [to.x - from.x, to.y - from.y];
  if (Math.hypot(x, y) < DECIDED_PX) return "unknown";
  return x < 0 && -x > Math.abs(y) * 1.5 ? "left" : "other";
}

/** The distance by which a row follows a finger: as far as it goes, then more slowly, in pixels. */
export function pulledBy(from: Finger, to: Finger): number {
  const pull = Math.max(0, from.x - to.x);
  return Math.min(LONGEST_PX, pull <= ENOUGH_PX ? pull : ENOUGH_PX + (pull - ENOUGH_PX) / 4);
}
