import { writeFile } from "node:fs/promises";
import { searchKeyOf } from "@/lib/domain/files/file-fields";
import { adoptFile, newStagingPath } from "@/lib/domain/files/upload/stage-file";
import { claimContent, storeBytes } from "@/lib/domain/files/upload/store-content";
import type { Tx } from "@/lib/platform/database/db";
import { inspectMedia } from "@/lib/platform/media/media";
import type { MediaInfo } from "@/lib/platform/media/media-info";
import { fileKind } from "@/lib/shared/files/file-kinds";
import { DOCUMENTS } from "./files/documents";
import { PICTURES } from "./files/pictures";
import { recording, WAVEFORM } from "./files/voice";
import { Random } from "./random";
import type { SentFile } from "./room-log";

/** Draws the files, stores their bytes, and writes their rows in the order in which they were sent. */
export async function fillFiles(tx: Tx, files: readonly SentFile[]): Promise<void> {
  const random = new Random("Northwind files");
  const inOrder = [...files].sort((a, b) => timeOf(a) - timeOf(b) || a.place - b.place);
  const stored = new Map<string, StoredBytes>();
  for (const file of inOrder) {
    const known = stored.get(file.name);
    const bytes = known ?? (await store(tx, file.name));
    stored.set(file.name, bytes);
    await fillFile(tx, file, { id: random.id(timeOf(file)), ...bytes });
  }
}

const timeOf = ({ message }: SentFile) => message.createdAt.getTime();

async function fillFile(
  tx: Tx,
  { name, description, message, place }: SentFile,
  { id, hash, size, facts }: StoredBytes & { id: string },
): Promise<void> {
  const { senderId, createdAt, roomId, seq } = message;
  const isVoice = name.startsWith("voice-");
  const own = { name, description, searchKey: searchKeyOf({ name, description }), isVoice };
  const sent = { uploaderId: senderId, createdAt, attachedAt: createdAt };
  await tx.file.create({
    data: { id, hash, size, ...facts, ...own, ...sent, ...(isVoice && { waveform: WAVEFORM }) },
  });
  const kind = fileKind(facts.type);
  await tx.attachment.create({
    data: { messageId: message.id ?? "", fileId: id, place, roomId, seq, senderId, kind },
  });
}

type StoredBytes = { hash: string; size: number; facts: Omit<MediaInfo, "replacement"> };

/** Stores a file's bytes as an upload does. */
async function store(tx: Tx, name: string): Promise<StoredBytes> {
  const path = await newStagingPath();
  await writeFile(path, await bytesOf(name));
  const staged = await adoptFile(path);
  try {
    const { replacement, ...facts } = await inspectMedia(staged.path, name);
    if (replacement) await staged.replaceWith(replacement);
    const { hash, size } = staged;
    await claimContent({ db: tx, afterCommit() {} }, staged, await storeBytes(staged));
    return { hash, size, facts };
  } finally {
    await staged.remove();
  }
}

async function bytesOf(name: string): Promise<Buffer> {
  const draw = PICTURES[name] ?? DOCUMENTS[name];
  if (draw) return draw();
  if (name === "voice-message.wav") return recording();
  throw new Error(`The demo cannot draw ${name}`);
}
