import { v7 as uuid } from "uuid";
import { fold } from "@/lib/domain/fields";
import { createFile } from "@/lib/domain/files/create-file";
import { stageFile } from "@/lib/domain/files/stage-file";
import { sendMessage } from "@/lib/domain/messages/send-message";
import { db } from "@/lib/platform/db";
import type { AttachmentView, MessageView } from "@/lib/shared/views";
import type { Person } from "./world";

/**
 * Uploads a file as somebody, ready to be sent: `attachmentIds: [(await uploadFile(ada)).id]`.
 *
 * @param bytes its content, by default a short text that no other file has
 * @param fields what an uploader may say beside the name, such as `description`
 */
export async function uploadFile(
  by: Person,
  bytes: Uint8Array | string = `a text of its own: ${++count}`,
  name = "plan.txt",
  fields: { description?: string; isVoice?: boolean; duration?: number; waveform?: number[] } = {},
): Promise<AttachmentView> {
  const file = await stageFile([Buffer.from(bytes)], Number.POSITIVE_INFINITY);
  try {
    return await createFile(by, { file, name, ...fields });
  } finally {
    await file.remove();
  }
}

let count = 0;

/** Rows of an upload without bytes, for tests in which nobody reads them. @returns the file's id */
export async function uploadRow(
  { userId }: { userId: string },
  { name = "plan.txt", type = "text/plain", description = "" } = {},
): Promise<string> {
  const [id, hash] = [uuid(), uuid()];
  await db().fileContent.create({ data: { hash, key: hash, size: 5 } });
  const searchKey = fold(`${name} ${description}`);
  const row = { id, uploaderId: userId, hash, name, description, searchKey, type, size: 5 };
  await db().file.create({ data: row });
  return id;
}

/** Sends a message with files. */
export const sendFiles = async (by: Person, room: string, attachmentIds: string[], text = "") =>
  (await sendMessage(by, { room, text, attachmentIds })).message as MessageView;
