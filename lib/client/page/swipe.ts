/** The position of a finger in window pixels, and its time in milliseconds. */
export type Touched = { x: number; y: number; at: number };

const LEAST_PX = 56;
const LONGEST_MS = 600;
/** Within this distance of the edge the browser's own back gesture applies. */
const EDGE_PX = 16;

/** The direction of a swipe; null unless it was sideways, fast and long enough. */
export function swipeOf(from: Touched, to: Touched): "left" | "right" | null {
  const [x, y] = [to.x - from.x, to.y - from.y];
  if (from.x < EDGE_PX || to.at - from.at > LONGEST_MS) return null;
  if (Math.abs(x) < LEAST_PX || Math.abs(x) < Math.abs(y) * 2) return null;
  return x < 0 ? "left" : "right";
}
