import { expect, test } from "vitest";
import { frameOf, OPCODES, times } from "@/tests/support/raw-socket";
import { FrameCounter } from "./frame-counter";

/** A frame with the longest form of length, or without a mask. */
function frame(length: number, { isMasked = true } = {}): Buffer {
  const head = Buffer.alloc(isMasked ? 14 : 10);
  head[0] = 0x82;
  head[1] = (isMasked ? 0x80 : 0) | 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, Buffer.alloc(length, 0x89)]);
}

const STREAM = Buffer.concat([
  frameOf(OPCODES.text, "hello"),
  frameOf(OPCODES.ping),
  frameOf(OPCODES.pong, "x".repeat(125)),
  frameOf(OPCODES.text, "x".repeat(126), false),
  frameOf(OPCODES.continuation, "x".repeat(60_000)),
  frame(70_000),
  frame(3, { isMasked: false }),
  frameOf(OPCODES.close),
]);

test.each([1, 2, 3, 7, 64, 1_000, STREAM.length])("frames are counted in pieces of %i bytes", (size) => {
  const counter = new FrameCounter();
  let frames = 0;
  for (let at = 0; at < STREAM.length; at += size) frames += counter.count(STREAM.subarray(at, at + size));
  expect(frames).toBe(8);
});

test("ten thousand empty pings in one piece are ten thousand frames", () => {
  expect(new FrameCounter().count(times(10_000, frameOf(OPCODES.ping)))).toBe(10_000);
});

test("a frame that claims more bytes than there are numbers counts once, and is skipped", () => {
  const counter = new FrameCounter();
  const claims = Buffer.from([0x82, 0xff, ...Array<number>(8).fill(0xff), 0, 0, 0, 0]);
  expect(counter.count(claims)).toBe(1);
  expect(counter.count(times(1_000, frameOf(OPCODES.ping)))).toBe(0);
});
