import type { CommitHandler } from "@/lib/delivery/commit-work";
import { Prisma } from "@/prisma/generated/client";
import { readCommittedMessages } from "../messages/committed-messages";
import { readMembers } from "../notifications/member-facts";
import { HAS_DEVICES, writePushes } from "./write-pushes";

/** Writes the pushes of new messages, in the transaction that takes their work. */
export const pushesOfCommits: CommitHandler = async (ctx, commits) => {
  const roomIds = [...new Set(commits.map(({ roomId }) => roomId))];
  const members = await readMembers(
    ctx.db,
    Prisma.sql`m.room_id = ANY(${roomIds}::uuid[]) AND ${HAS_DEVICES}`,
  );
  if (members.length === 0) return;
  await writePushes(ctx, await readCommittedMessages(ctx.db, commits, Prisma.sql`true`), members);
};
