/** Where a finger was, in pixels of the window, and when, in milliseconds. */
export type Touched = { x: number; y: number; at: number };

const LEAST_PX = 56;
const LONGEST_MS = 600;
/** There the browser's own gesture goes back in its history. */
const EDGE_PX = 16;

/** The way that a finger has gone, if it went sideways, quickly and far enough to mean it. */
export function swipeOf(from: Touched, to: Touched): "left" | "right" | null {
  const [x, y] = [to.x - from.x, to.y - from.y];
  if (from.x < EDGE_PX || to.at - from.at > LONGEST_MS) return null;
  if (Math.abs(x) < LEAST_PX || Math.abs(x) < Math.abs(y) * 2) return null;
  return x < 0 ? "left" : "right";
}
