import type { EnqueueContext } from "@/lib/core/jobs/enqueue";
import type { CommitHandler } from "@/lib/delivery/commit-work";
import { Prisma } from "@/prisma/generated/client";
import { readCommittedMessages } from "../messages/committed-messages";
import type { MessageRow } from "../messages/message-view";
import { selectMessages } from "../messages/read-message";
import { type MemberFacts, readMembersInParts } from "./member-facts";

/** A way by which notifications leave the server: web push, or mail. */
export type Channel = {
  /** False where this server sends nothing by it. */
  isOn?(): boolean;
  /** Condition for the members whom it can reach; see `readMembers`. */
  where: Prisma.Sql;
  /** Writes down what follows from messages for these members, in the caller's transaction. */
  write(ctx: EnqueueContext, messages: readonly MessageRow[], members: readonly MemberFacts[]): Promise<void>;
};

/** Makes the handler of new messages: it writes down what follows, in the transaction that takes their work. */
export const commitHandlerOf =
  (channel: Channel): CommitHandler =>
  async (ctx, commits) => {
    const roomIds = [...new Set(commits.map(({ roomId }) => roomId))];
    await writeFor(ctx, channel, Prisma.sql`m.room_id = ANY(${roomIds}::uuid[])`, () =>
      readCommittedMessages(ctx.db, commits, Prisma.sql`true`),
    );
  };

/** Makes the function that writes down what follows from an edit, for people whom only the edit mentions. */
export const editHandlerOf =
  (channel: Channel) =>
  async (
    ctx: EnqueueContext,
    { id, roomId }: { id: string; roomId: string },
    mentioned: readonly string[],
  ) => {
    if (mentioned.length === 0) return;
    const where = Prisma.sql`m.room_id = ${roomId}::uuid AND m.user_id = ANY(${[...mentioned]}::uuid[])`;
    await writeFor(ctx, channel, where, () => selectMessages(ctx.db, Prisma.sql`x.id = ${id}::uuid`));
  };

/** Reads the messages only if there is a member who can get them. */
async function writeFor(
  ctx: EnqueueContext,
  { isOn, where, write }: Channel,
  isConcerned: Prisma.Sql,
  readMessages: () => Promise<MessageRow[]>,
): Promise<void> {
  if (isOn && !isOn()) return;
  let messages: MessageRow[] | null = null;
  for await (const members of readMembersInParts(ctx.db, Prisma.sql`${isConcerned} AND ${where}`)) {
    messages ??= await readMessages();
    await write(ctx, messages, members);
  }
}
