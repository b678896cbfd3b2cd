import { activityOfCommits } from "@/lib/domain/activity/activity-of-commits";
import { db, type Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { Workspace } from "./northwind";

const REACTIONS = [["🎉", "🎉", "👍", "🎉"], ["👍"], ["❤️", "👍"]] as const;

/** Writes everybody's Activity from the messages of the demo, and reactions to what its administrator said last. */
export async function addActivity(workspace: Workspace, now: Date): Promise<void> {
  const month = new Date(now.getTime() - LIMITS.activityDays * 24 * 3_600_000);
  const commits = workspace.rooms.map(({ id, seq }) => ({ roomId: id, fromSeq: 1, toSeq: seq ?? 0 }));
  await db().$transaction(
    async (tx) => {
      await activityOfCommits({ db: tx, afterCommit: () => {} }, commits);
      await tx.$executeRaw`DELETE FROM activity WHERE at < ${month}`;
      await addReactions(tx, workspace);
      await tx.$executeRaw`
        INSERT INTO activity (user_id, subject_id, room_id, kinds, at, read_at)
        SELECT m.user_id, m.room_id, m.room_id, '{added}', m.joined_at, now()
          FROM membership m JOIN room r ON r.id = m.room_id AND r.kind <> 'direct'
         WHERE m.entry = 'added' AND m.added_by_id <> m.user_id AND m.joined_at > ${month}`;
    },
    { timeout: 60_000 },
  );
}

async function addReactions(tx: Tx, { users, messages, memberships }: Workspace): Promise<void> {
  const [person] = users;
  const isLarge = (roomId: string) => memberships.filter((one) => one.roomId === roomId).length > 5;
  const own = messages
    .filter(({ senderId, kind, roomId }) => senderId === person?.id && kind !== "system" && isLarge(roomId))
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  for (const [index, emoji] of REACTIONS.entries()) {
    const message = own.at(-1 - index);
    if (!message) return;
    const people = memberships
      .filter(({ roomId, userId }) => roomId === message.roomId && userId !== person?.id)
      .slice(0, emoji.length);
    const data = people.map(({ userId }, place) => ({
      messageId: message.id,
      userId,
      emoji: emoji[place] ?? "👍",
      createdAt: new Date(message.createdAt.getTime() + (place + 1) * 60_000),
    }));
    const last = data.at(-1);
    if (!last) continue;
    await tx.reaction.createMany({ data });
    const reactions = [...Map.groupBy(data, (one) => one.emoji)].map(([one, given]) => ({
      emoji: one,
      count: given.length,
      userIds: given.map(({ userId }) => userId),
    }));
    await tx.message.update({ where: { id: message.id }, data: { reactions } });
    const { id: subjectId, roomId, seq, senderId: userId } = message;
    const line = { userId, subjectId, messageId: subjectId, roomId, seq, kinds: ["reaction"] };
    await tx.activity.create({ data: { ...line, at: last.createdAt } });
  }
}
