import { type KeptParts, take } from "./kept";

/** Chunks that draw a PNG or an animated one (PNG, third edition). Texts, times, EXIF and unknown chunks are not kept. */
const KEPT = new Set(
  "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split(
    " ",
  ),
);

const SIGNATURE_LENGTH = 8;

/**
 * Keeps the chunks that draw a PNG, and nothing after its end. An animated one stays animated.
 *
 * @throws OddBytes if the bytes do not follow the format
 */
export function stripPng(bytes: Buffer): KeptParts {
  const kept: KeptParts = [take(bytes, 0, SIGNATURE_LENGTH)];
  let at = SIGNATURE_LENGTH;
  while (true) {
    const head = take(bytes, at, at + 8);
    const type = head.toString("latin1", 4);
    const end = at + 12 + head.readUInt32BE();
    const chunk = take(bytes, at, end);
    if (KEPT.has(type)) kept.push(chunk);
    if (type === "IEND") return kept;
    at = end;
  }
}
