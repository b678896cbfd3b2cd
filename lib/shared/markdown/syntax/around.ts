import type { TokenizeContext } from "micromark-util-types";

// Text around a tokenizer's position. A piece of a line is one chunk; tabs and line ends are chunks of their own.

/** Returns the rest of the line from here, up to a tab. */
export function restOfLine(context: TokenizeContext): string {
  const now = context.now();
  const start = { ...now, _bufferIndex: Math.max(0, now._bufferIndex) };
  return context.sliceSerialize({ start, end: { ...start, _bufferIndex: Number.MAX_SAFE_INTEGER } });
}

/** Returns at most so many UTF-16 units of the line before here, back to a tab. */
export function textBefore(context: TokenizeContext, most: number): string {
  const end = context.now();
  const reach = Math.min(end._bufferIndex, most);
  if (reach <= 0) return "";
  return context.sliceSerialize({ start: { ...end, _bufferIndex: end._bufferIndex - reach }, end });
}
