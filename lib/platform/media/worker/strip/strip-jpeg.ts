import { type KeptParts, OddBytes, take } from "./kept";

const [SOS, EOI, APP0, APP2, APP14, APP15, COM] = [0xda, 0xd9, 0xe0, 0xe2, 0xee, 0xef, 0xfe];

/** Length of "JFIF", its version, units, density, and the size of its thumbnail (JFIF 1.02). */
const JFIF_LENGTH = 14;

/**
 * Keeps what draws a JPEG: its tables and scans, JFIF without its thumbnail, the colour profile, and Adobe's colour
 * transform. EXIF, XMP, IPTC, comments, further pictures and everything after the end go (ITU-T T.81, annex B).
 *
 * @throws OddBytes if the bytes do not follow the format
 */
export function stripJpeg(bytes: Buffer): KeptParts {
  const kept: KeptParts = [take(bytes, 0, 2)];
  let at = 2;
  while (true) {
    const { marker, start } = nextMarker(bytes, at);
    if (marker === EOI) return [...kept, take(bytes, start, start + 2)];
    const end = start + 2 + take(bytes, start + 2, start + 4).readUInt16BE();
    const segment = take(bytes, start, end);
    kept.push(...keptSegment(marker, segment));
    at = marker === SOS ? endOfScan(bytes, end) : end;
    if (marker === SOS) kept.push(take(bytes, end, at));
  }
}

/** Any number of 0xFF may stand before a marker. */
function nextMarker(bytes: Buffer, at: number): { marker: number; start: number } {
  let code = at + 1;
  while (bytes[code] === 0xff) code++;
  const marker = bytes[code];
  if (bytes[at] !== 0xff || !marker) throw new OddBytes(`No marker at ${at}`);
  return { marker, start: code - 1 };
}

function keptSegment(marker: number, segment: Buffer): Buffer[] {
  const content = segment.subarray(4);
  if (marker === APP0) return content.toString("latin1", 0, 5) === "JFIF\0" ? [jfif(segment)] : [];
  if (marker === APP2) return content.toString("latin1", 0, 12) === "ICC_PROFILE\0" ? [segment] : [];
  if (marker === APP14) return content.toString("latin1", 0, 5) === "Adobe" ? [segment] : [];
  return (marker > APP0 && marker <= APP15) || marker === COM ? [] : [segment];
}

/** Returns the segment without a thumbnail. */
function jfif(segment: Buffer): Buffer {
  if (segment.length < 4 + JFIF_LENGTH) throw new OddBytes("JFIF is too short");
  const short = Buffer.from(segment.subarray(0, 4 + JFIF_LENGTH));
  short.writeUInt16BE(2 + JFIF_LENGTH, 2);
  short.writeUInt16BE(0, 2 + JFIF_LENGTH);
  return short;
}

/** Returns the place of the marker that ends the compressed data: neither a stuffed byte nor a restart (B.1.1.5). */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    if (code !== undefined && code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)) return at;
  }
  throw new OddBytes("The scan has no end");
}
