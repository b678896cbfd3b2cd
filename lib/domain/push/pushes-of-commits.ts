import type { CommitHandler } from "@/lib/delivery/commit-work";
import { Prisma } from "@/prisma/generated/client";
import { readCommittedMessages } from "../messages/committed-messages";
import type { MessageRow } from "../messages/message-view";
import { readMembersInParts } from "../notifications/member-facts";
import { HAS_DEVICES, writePushes } from "./write-pushes";

/** Writes the pushes of new messages, in the transaction that takes their work. */
export const pushesOfCommits: CommitHandler = async (ctx, commits) => {
  const roomIds = [...new Set(commits.map(({ roomId }) => roomId))];
  const where = Prisma.sql`m.room_id = ANY(${roomIds}::uuid[]) AND ${HAS_DEVICES}`;
  let messages: MessageRow[] | null = null;
  for await (const members of readMembersInParts(ctx.db, where)) {
    messages ??= await readCommittedMessages(ctx.db, commits, Prisma.sql`true`);
    await writePushes(ctx, messages, members);
  }
};
