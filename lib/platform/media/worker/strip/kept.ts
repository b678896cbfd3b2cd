/** Parts of a file that are kept, in order. Together they are the file without its metadata. */
export type KeptParts = Uint8Array[];

/** Thrown for bytes that do not follow their format; the image is then encoded anew instead. */
export class OddBytes extends Error {}

/** Returns bytes `from` to `to` (exclusive), and refuses those that are not there. */
export function take(bytes: Buffer, from: number, to: number): Buffer {
  if (to > bytes.length || to < from) throw new OddBytes(`Bytes ${from} to ${to} of ${bytes.length}`);
  return bytes.subarray(from, to);
}
