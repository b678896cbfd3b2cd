import { type ImageSize, layoutImages } from "./images/image-layout";

/** The box of a video whose size is unknown, and the smallest in which the browser's controls fit. */
const USUAL = { width: 480, height: 270 };
const LEAST = { width: 240, height: 136 };

/** The box of a video in a message, in CSS pixels: its own proportions, never so small that controls do not fit. */
export function videoBox({ width, height }: ImageSize): { width: number; height: number } {
  if (!width || !height) return USUAL;
  const box = layoutImages([{ width, height }])[0]![0]!;
  return { width: Math.max(box.width, LEAST.width), height: Math.max(box.height, LEAST.height) };
}
