import type { Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { parseMentions } from "@/lib/shared/messages/parse-mentions";
import { isInRoomLine } from "@/lib/shared/messages/room-line";
import type { NamedGroupView } from "@/lib/shared/views";
import type { Mention, Prisma } from "@/prisma/generated/client";
import type { MessageRow } from "../message-view";
import { findMentioned } from "./mentions";
import { peopleOf } from "./named-groups";
import type { MentionChange } from "./recount-mentions";

type MentionUpdate = {
  /** The message's new mention columns. */
  columns: Pick<
    Prisma.MessageUncheckedUpdateInput,
    "mentionUserIds" | "mentionGroups" | "mentionHere" | "mentionAll"
  >;
  /** People for whom it became a mention, or stopped being one. */
  changed: MentionChange;
  /** People whom no earlier text of it mentioned. */
  added: string[];
};

/**
 * Updates the mentions of an edited message. People whom it no longer mentions stop counting it; people whom it
 * mentions again count it again. `@here` means those who were online when the message was sent, and a group that the
 * message mentioned before means the people that it meant then.
 */
export async function updateMentions(db: Tx, message: MessageRow, text: string): Promise<MentionUpdate> {
  const { id, roomId, seq, senderId, threadId } = message;
  const inLine = isInRoomLine(message);
  const mentions = parseMentions(text);
  const { here, all } = mentions;
  const { userIds, groups } = await findMentioned(
    db,
    roomId,
    mentions,
    message.mentionGroups as NamedGroupView[],
  );
  const mentioned = new Set([...userIds, ...peopleOf(groups)].filter((userId) => userId !== senderId));
  const rows = await db.mention.findMany({ where: { messageId: id } });
  const isMentioned = ({ userId, isHere }: Mention) => mentioned.has(userId) || (here && isHere);
  const turned = rows.filter((row) => row.isActive !== isMentioned(row));
  await setActive(db, id, turned);
  const known = new Set(rows.map(({ userId }) => userId));
  const added = [...mentioned].filter((userId) => !known.has(userId));
  if (added.length > 0)
    await db.mention.createMany({
      data: added.map((userId) => ({ messageId: id, userId, roomId, seq, threadId, inLine })),
    });
  return {
    columns: {
      mentionUserIds: userIds.slice(0, LIMITS.mentions),
      mentionGroups: groups,
      mentionHere: here,
      mentionAll: all,
    },
    changed: {
      seq,
      inLine,
      userIds: [...turned.map(({ userId }) => userId), ...added],
      isForAll: all !== message.mentionAll,
    },
    added,
  };
}

async function setActive(db: Tx, messageId: string, turned: Mention[]): Promise<void> {
  for (const isActive of [true, false]) {
    const userIds = turned.filter((row) => row.isActive !== isActive).map(({ userId }) => userId);
    if (userIds.length > 0)
      await db.mention.updateMany({ where: { messageId, userId: { in: userIds } }, data: { isActive } });
  }
}
