import { type KeptParts, take } from "./kept";

/** Chunks that draw a WebP image or animation (RFC 9649). EXIF, XMP and unknown chunks are not kept. */
const KEPT = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);

const HEADER_LENGTH = 12;
/** Bytes of a frame's place, time and flags before its own chunks (chunk ANMF). */
const FRAME_LENGTH = 16;
/** Flags of chunk VP8X that announce EXIF and XMP. */
const METADATA_FLAGS = 0x0c;

/**
 * Keeps the chunks that draw a WebP, and nothing after its end. An animated one stays animated.
 *
 * @throws OddBytes if the bytes do not follow the format
 */
export function stripWebp(bytes: Buffer): KeptParts {
  const header = Buffer.from(take(bytes, 0, HEADER_LENGTH));
  const kept = keptChunks(take(bytes, HEADER_LENGTH, 8 + header.readUInt32LE(4)));
  header.writeUInt32LE(4 + lengthOf(kept), 4);
  return [header, ...kept];
}

function keptChunks(bytes: Buffer): Buffer[] {
  const kept: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const head = take(bytes, at, at + 8);
    const type = head.toString("latin1", 0, 4);
    const length = head.readUInt32LE(4);
    const end = at + 8 + length;
    if (KEPT.has(type)) kept.push(...padded(cleanChunk(type, take(bytes, at, end))));
    at = end + (length % 2);
  }
  return kept;
}

/** A chunk of odd length is followed by a byte that does not count. */
const padded = (chunk: Buffer) => (chunk.length % 2 ? [chunk, Buffer.alloc(1)] : [chunk]);

function cleanChunk(type: string, chunk: Buffer): Buffer {
  if (type === "VP8X") {
    const clean = Buffer.from(chunk);
    clean[8] = take(chunk, 8, 9)[0]! & ~METADATA_FLAGS;
    return clean;
  }
  return type === "ANMF" ? cleanFrame(chunk) : chunk;
}

function cleanFrame(chunk: Buffer): Buffer {
  const head = take(chunk, 0, 8 + FRAME_LENGTH);
  const parts = keptChunks(chunk.subarray(8 + FRAME_LENGTH));
  const clean = Buffer.concat([head, ...parts]);
  clean.writeUInt32LE(FRAME_LENGTH + lengthOf(parts), 4);
  return clean;
}

const lengthOf = (parts: Uint8Array[]) => parts.reduce((sum, { length }) => sum + length, 0);
