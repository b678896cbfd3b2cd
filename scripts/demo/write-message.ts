import { sqlOf } from "@/lib/delivery/commit";
import type { MessageRow } from "@/lib/domain/messages/message-view";
import { selectMessages } from "@/lib/domain/messages/read-message";
import { append } from "@/lib/domain/messages/send/append";
import { type NewMessage, PLAIN_MESSAGE } from "@/lib/domain/messages/send/new-message";
import type { Tx } from "@/lib/platform/database/db";
import { Prisma } from "@/prisma/generated/client";
import type { Workspace } from "./northwind";

/** A room's id, the ids of its people, and that of one of them who writes there. */
export type Stage = { roomId: string; people: string[]; author: string };

/** Finds a room and a member who writes there. */
export function stageOf({ users, rooms, memberships }: Workspace, room: string, username: string): Stage {
  const roomId = rooms.find(({ name }) => name === room)?.id;
  const people = memberships.filter((one) => one.roomId === roomId).map(({ userId }) => userId);
  const author = users.find((one) => one.username === username && people.includes(one.id ?? ""))?.id;
  if (!roomId || !author) throw new Error(`The demo has no ${username} in ${room}`);
  return { roomId, people, author };
}

/**
 * Writes a message as the writer does, by somebody of the demo.
 *
 * @param clientId names it: another one each time
 */
export async function writeMessage(
  tx: Tx,
  { roomId, author }: Stage,
  message: Pick<NewMessage, "text" | "clientId"> & Partial<NewMessage>,
): Promise<MessageRow> {
  const sender = { userId: author, revokedBy: "account" as const };
  const { outcomes } = await append.write(sqlOf(tx), [{ ...PLAIN_MESSAGE, roomId, sender, ...message }]);
  if (!outcomes[0]?.ok) throw outcomes[0]?.error;
  const which = Prisma.sql`x.room_id = ${roomId}::uuid AND x.client_id = ${message.clientId}`;
  const [row] = await selectMessages(tx, which);
  if (!row) throw new Error(`The demo's message ${message.clientId} is gone`);
  return row;
}
