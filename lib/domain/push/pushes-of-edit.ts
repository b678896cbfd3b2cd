import type { EnqueueContext } from "@/lib/core/jobs/enqueue";
import { Prisma } from "@/prisma/generated/client";
import { selectMessages } from "../messages/read-message";
import { readMembers } from "../notifications/member-facts";
import { HAS_DEVICES, writePushes } from "./write-pushes";

/** Writes the pushes of an edited message for people whom only the edit mentions. Nobody is told of it twice. */
export async function pushToMentioned(
  ctx: EnqueueContext,
  { id, roomId }: { id: string; roomId: string },
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const isMentioned = Prisma.sql`m.room_id = ${roomId}::uuid AND m.user_id = ANY(${[...userIds]}::uuid[])`;
  const members = await readMembers(ctx.db, Prisma.sql`${isMentioned} AND ${HAS_DEVICES}`);
  if (members.length === 0) return;
  await writePushes(ctx, await selectMessages(ctx.db, Prisma.sql`x.id = ${id}::uuid`), members);
}
