import { type FileHandle, open } from "node:fs/promises";
import { type Box, BoxReader } from "./mp4-boxes";
import { type Stretch, samplesOf } from "./mp4-samples";

/** Metadata of a recording: boxes that become free space, and stretches that become zeros, such as times. */
export type RecordingMetadata = { boxes: Box[]; stretches: Stretch[] };

/**
 * Boxes that play a recording, by the box around them (ISO/IEC 14496-12; QuickTime File Format). All others in these are
 * metadata: user data with places (`udta`, `©xyz`, `loci`), keys and items (`meta`), XMP (`uuid`), and what cameras add.
 */
const KEPT: Readonly<Record<string, Set<string>>> = {
  "": words("ftyp styp moov moof mdat sidx ssix mfra pdin wide"),
  moov: words("mvhd trak mvex iods pssh cmov"),
  trak: words("tkhd edts mdia tref trgr tapt clip matt load imap"),
  mdia: words("mdhd hdlr minf elng"),
};

/** Boxes of free space, which may hold remains of something else. */
const FREE = words("free skip");

/** Boxes that begin with the times of making and change (8.2.2, 8.3.2, 8.4.2). */
const DATED = words("mvhd tkhd mdhd");

const ZEROS = Buffer.alloc(64 * 1024);

function words(text: string): Set<string> {
  return new Set(text.split(" "));
}

/**
 * Finds the metadata of an MP4 or QuickTime file by the headers of its boxes, so that a large file costs no memory: also
 * that of tracks of metadata. What is inside the pictures and sounds themselves is not found.
 *
 * @returns null if there is none
 */
export async function findMetadata(path: string): Promise<RecordingMetadata | null> {
  const file = await open(path);
  try {
    const reader = new BoxReader(file);
    const found: RecordingMetadata = { boxes: [], stretches: [] };
    const { size } = await file.stat();
    await collect(reader, { type: "", at: 0, content: 0, end: size }, found);
    return found.boxes.length + found.stretches.length > 0 ? found : null;
  } finally {
    await file.close();
  }
}

/** Overwrites metadata in place: every box keeps its length, so that no offset in the file changes. */
export async function clearMetadata(path: string, { boxes, stretches }: RecordingMetadata): Promise<void> {
  const file = await open(path, "r+");
  try {
    for (const { at, content, end } of boxes) {
      await file.write("free", at + 4, "latin1");
      await writeZeros(file, { at: content, length: end - content });
    }
    const { size } = await file.stat();
    for (const { at, length } of stretches)
      await writeZeros(file, { at, length: Math.max(0, Math.min(length, size - at)) });
  } finally {
    await file.close();
  }
}

async function collect(reader: BoxReader, parent: Box, found: RecordingMetadata): Promise<void> {
  const kept = KEPT[parent.type]!;
  for await (const box of reader.boxes(parent.content, parent.end)) {
    if (FREE.has(box.type)) {
      if (await hasContent(reader, box)) found.boxes.push(box);
    } else if (await isTimedMetadata(reader, box)) {
      found.boxes.push(box);
      found.stretches.push(...(await samplesOf(reader, box)));
    } else if (!kept.has(box.type)) found.boxes.push(box);
    else if (DATED.has(box.type)) await collectTimes(reader, box, found);
    else if (KEPT[box.type]) await collect(reader, box, found);
  }
}

/** Two times follow the version and flags, of 32 bits each, or 64 in version 1. */
async function collectTimes(reader: BoxReader, { content }: Box, found: RecordingMetadata): Promise<void> {
  const head = await reader.read(content, 20);
  const length = head[0] === 1 ? 16 : 8;
  if (isZero(head.subarray(4, 4 + length))) return;
  found.stretches.push({ at: content + 4, length });
}

/** True for a track of metadata over time: phones and cameras write where they are into one (handler `meta`). */
async function isTimedMetadata(reader: BoxReader, box: Box): Promise<boolean> {
  if (box.type !== "trak") return false;
  const media = await reader.find(box, "mdia");
  const handler = media && (await reader.find(media, "hdlr"));
  return Boolean(handler) && (await reader.read(handler!.content + 8, 4)).toString("latin1") === "meta";
}

async function hasContent(reader: BoxReader, { content, end }: Box): Promise<boolean> {
  for (let at = content; at < end; at += ZEROS.length)
    if (!isZero(await reader.read(at, Math.min(ZEROS.length, end - at)))) return true;
  return false;
}

const isZero = (bytes: Buffer) => bytes.equals(ZEROS.subarray(0, bytes.length));

async function writeZeros(file: FileHandle, { at, length }: Stretch): Promise<void> {
  for (let done = 0; done < length; ) {
    const { bytesWritten } = await file.write(ZEROS, 0, Math.min(ZEROS.length, length - done), at + done);
    done += bytesWritten;
  }
}
