import { v7 as uuid } from "uuid";
import { fold } from "@/lib/domain/fields";
import { sendMessage } from "@/lib/domain/messages/send-message";
import { db } from "@/lib/platform/db";
import type { MessageView } from "@/lib/shared/views";
import type { Person } from "./world";

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
