import { type KeptParts, OddBytes, take } from "./kept";

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b];
const [GRAPHIC_CONTROL, APPLICATION] = [0xf9, 0xff];
const HEADER_LENGTH = 13;

/** Applications whose extension says how often an animation repeats. All others are metadata, such as XMP. */
const LOOPS = ["NETSCAPE2.0", "ANIMEXTS1.0"];

/**
 * Keeps the frames of a GIF, their times and their repetition. Comments, XMP, texts and everything after the end go
 * (GIF89a).
 *
 * @throws OddBytes if the bytes do not follow the format
 */
export function stripGif(bytes: Buffer): KeptParts {
  let at = HEADER_LENGTH + colourTableLength(take(bytes, 0, HEADER_LENGTH)[10]!);
  const kept: KeptParts = [take(bytes, 0, at)];
  while (true) {
    const kind = take(bytes, at, at + 1)[0];
    if (kind === TRAILER) return [...kept, take(bytes, at, at + 1)];
    if (kind !== EXTENSION && kind !== IMAGE) throw new OddBytes(`No block at ${at}`);
    const end = kind === EXTENSION ? endOfSubBlocks(bytes, at + 2) : endOfImage(bytes, at);
    const block = take(bytes, at, end);
    if (kind === IMAGE || isKept(block)) kept.push(block);
    at = end;
  }
}

/** Returns the bytes of the colour table that a packed field announces. */
const colourTableLength = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

function endOfImage(bytes: Buffer, at: number): number {
  const packed = take(bytes, at, at + 10)[9]!;
  return endOfSubBlocks(bytes, at + 10 + colourTableLength(packed) + 1);
}

function endOfSubBlocks(bytes: Buffer, from: number): number {
  let at = from;
  while (true) {
    const length = take(bytes, at, at + 1)[0]!;
    at += 1 + length;
    if (length === 0) return at;
  }
}

function isKept(extension: Buffer): boolean {
  if (extension[1] === GRAPHIC_CONTROL) return true;
  return extension[1] === APPLICATION && LOOPS.includes(extension.toString("latin1", 3, 14));
}
