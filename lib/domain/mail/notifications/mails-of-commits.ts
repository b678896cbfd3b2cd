import type { EnqueueContext } from "@/lib/core/jobs/enqueue";
import type { CommitHandler } from "@/lib/delivery/commit-work";
import { Prisma } from "@/prisma/generated/client";
import { readCommittedMessages } from "../../messages/committed-messages";
import type { MessageRow } from "../../messages/message-view";
import { selectMessages } from "../../messages/read-message";
import { readMembers, readMembersInParts } from "../../notifications/member-facts";
import { WANTS_MAIL, writeMails } from "./write-mails";

/** Writes down the mails of new messages, in the transaction that takes their work. */
export const mailsOfCommits: CommitHandler = async (ctx, commits) => {
  const roomIds = [...new Set(commits.map(({ roomId }) => roomId))];
  const where = Prisma.sql`m.room_id = ANY(${roomIds}::uuid[]) AND ${WANTS_MAIL}`;
  let messages: MessageRow[] | null = null;
  for await (const members of readMembersInParts(ctx.db, where)) {
    messages ??= await readCommittedMessages(ctx.db, commits, Prisma.sql`true`);
    await writeMails(ctx, messages, members);
  }
};

/** Writes down the mails of an edited message for people whom only the edit mentions. */
export async function mailToMentioned(
  ctx: EnqueueContext,
  { id, roomId }: { id: string; roomId: string },
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const isMentioned = Prisma.sql`m.room_id = ${roomId}::uuid AND m.user_id = ANY(${[...userIds]}::uuid[])`;
  const members = await readMembers(ctx.db, Prisma.sql`${isMentioned} AND ${WANTS_MAIL}`);
  if (members.length === 0) return;
  await writeMails(ctx, await selectMessages(ctx.db, Prisma.sql`x.id = ${id}::uuid`), members);
}
