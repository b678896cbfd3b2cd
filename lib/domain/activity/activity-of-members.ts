import type { EnqueueContext } from "@/lib/core/jobs/enqueue";
import { publishToPerson } from "@/lib/delivery/publish";
import type { Room } from "@/prisma/generated/client";
import type { NewMember } from "../rooms/members/membership";

/** Writes a line for each person whom somebody else added to a room; a conversation of two has none. */
export async function noteAdded(
  { db, afterCommit }: EnqueueContext,
  { id: roomId, kind }: Pick<Room, "id" | "kind">,
  members: readonly NewMember[],
): Promise<void> {
  const added = members.filter(
    ({ userId, entry, addedById }) => entry === "added" && addedById && addedById !== userId,
  );
  if (kind === "direct" || added.length === 0) return;
  const userIds = added.map(({ userId }) => userId);
  await db.$executeRaw`
    INSERT INTO activity (user_id, subject_id, room_id, kinds, at)
    SELECT p.user_id, ${roomId}::uuid, ${roomId}::uuid, '{added}', now()
      FROM unnest(${userIds}::uuid[]) AS p (user_id) ORDER BY p.user_id
        ON CONFLICT (user_id, subject_id) DO UPDATE SET at = EXCLUDED.at, read_at = NULL`;
  // Without the line itself: the frame can come before the room's own, which is the first that names the room.
  afterCommit(() => {
    for (const userId of userIds) publishToPerson(userId, "activity", { item: null });
  });
}
