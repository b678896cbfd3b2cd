import type { Box, BoxReader } from "./mp4-boxes";

/** A stretch of a file in bytes. */
export type Stretch = { at: number; length: number };

/** Tables of a track's samples that are longer are not read: their track has none of the few of metadata. */
const MAX_TABLE_BYTES = 4 * 1024 * 1024;

/**
 * Returns the places of a track's samples, a stretch for each chunk (ISO/IEC 14496-12, 8.7). Samples of fragments are not
 * found, nor those of a track without complete tables.
 */
export async function samplesOf(reader: BoxReader, track: Box): Promise<Stretch[]> {
  let table: Box | undefined = track;
  for (const type of ["mdia", "minf", "stbl"]) table = table && (await reader.find(table, type));
  if (!table) return [];
  const offsets = await chunkOffsets(reader, table);
  const sizes = await readTable(reader, table, "stsz");
  const counts = await readTable(reader, table, "stsc");
  if (!offsets || !sizes || !counts) return [];
  return chunkLengths(offsets.length, sizes, counts).map((length, i) => ({ at: offsets[i]!, length }));
}

async function chunkOffsets(reader: BoxReader, table: Box): Promise<number[] | null> {
  const short = await readTable(reader, table, "stco");
  if (short) return Array.from({ length: rowsOf(short, 4, 4) }, (_, i) => short.readUInt32BE(8 + 4 * i));
  const long = await readTable(reader, table, "co64");
  return (
    long && Array.from({ length: rowsOf(long, 4, 8) }, (_, i) => Number(long.readBigUInt64BE(8 + 8 * i)))
  );
}

/** Adds the sizes of each chunk's samples. */
function chunkLengths(chunks: number, sizes: Buffer, counts: Buffer): number[] {
  const sameSize = sizes.readUInt32BE(4);
  const runs = rowsOf(counts, 4, 12);
  let [run, sample] = [0, 0];
  return Array.from({ length: chunks }, (_, i) => {
    while (run + 1 < runs && counts.readUInt32BE(8 + 12 * (run + 1)) <= i + 1) run++;
    const samples = Math.min(readOrZero(counts, 12 + 12 * run), MAX_TABLE_BYTES);
    if (sameSize) return samples * sameSize;
    let length = 0;
    for (let left = samples; left > 0 && 12 + 4 * sample < sizes.length; left--)
      length += readOrZero(sizes, 12 + 4 * sample++);
    return length;
  });
}

/** Returns the number of rows that a table announces and has, of `length` bytes each behind its count at `at`. */
const rowsOf = (table: Buffer, at: number, length: number) =>
  Math.min(table.readUInt32BE(at), Math.floor((table.length - at - 4) / length));

const readOrZero = (table: Buffer, at: number) => (at + 4 <= table.length ? table.readUInt32BE(at) : 0);

/** @returns null if there is none, or none that can be read */
async function readTable(reader: BoxReader, parent: Box, type: string): Promise<Buffer | null> {
  const box = await reader.find(parent, type);
  const length = box ? box.end - box.content : 0;
  return box && length >= 8 && length <= MAX_TABLE_BYTES ? reader.read(box.content, length) : null;
}
