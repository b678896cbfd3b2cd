import type { Tx } from "@/lib/platform/db";
import { LIMITS } from "@/lib/shared/limits";
import type { Prisma } from "@/prisma/generated/client";
import { calledIn } from "./mentions";
import type { MessageRow } from "./message-view";

/**
 * Finds whom the new text of a message names, and who is to be told: whom no earlier text of it named. Who was named
 * before and is no more does not count it as a mention any longer. `@here` reaches those who were here when it was sent.
 */
export async function nameAnew(
  db: Tx,
  { id, roomId, seq, senderId, mentionHere }: MessageRow,
  text: string,
): Promise<Pick<Prisma.MessageUncheckedUpdateInput, "mentionUserIds" | "mentionHere" | "mentionAll">> {
  const { keys, here, all } = calledIn(text);
  const members = await db.membership.findMany({
    where: { roomId, user: { usernameKey: { in: keys }, deactivatedAt: null } },
    select: { userId: true },
  });
  const userIds = members.map(({ userId }) => userId);
  const told = userIds.filter((userId) => userId !== senderId);
  if (!here || !mentionHere) {
    await db.mention.updateMany({
      where: { messageId: id, userId: { notIn: told } },
      data: { isActive: false },
    });
  }
  await db.mention.updateMany({ where: { messageId: id, userId: { in: told } }, data: { isActive: true } });
  await db.mention.createMany({
    data: told.map((userId) => ({ messageId: id, userId, roomId, seq })),
    skipDuplicates: true,
  });
  return { mentionUserIds: userIds.slice(0, LIMITS.mentions), mentionHere: here, mentionAll: all };
}
