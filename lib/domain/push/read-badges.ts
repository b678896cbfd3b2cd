import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { DEFAULT_LEVEL, levelIn } from "@/lib/shared/messages/notification-level";
import { DEFAULT_SETTINGS } from "@/lib/shared/messages/notification-settings";
import { badgeCount, type CountedRoom } from "@/lib/shared/rooms/unread-totals";
import type { NotificationSettingsView, Notify } from "@/lib/shared/views";
import { MENTIONS, UNREAD } from "../rooms/room-view";
import { TOP } from "../threads/thread-state";

type Row = Omit<CountedRoom, "notify" | "mutedUntil"> & {
  userId: string;
  choice: Notify | null;
  level: Notify | null;
  badge: NotificationSettingsView["badge"] | null;
  threadCount: number;
  mutedUntil: Date | null;
};

/** Reads the number on the app's icon for each of these people, counted as their sidebar counts. */
export async function readBadges(db: Db, userIds: readonly string[]): Promise<Map<string, number>> {
  const ids = [...new Set(userIds)];
  const rows = await db.$queryRaw<Row[]>`
    WITH threads AS MATERIALIZED (
      SELECT g.user_id, (SELECT count(*) FROM threads_of(
               g.user_id, NULL, NULL, true, ${TOP[0]}::timestamptz, ${TOP[1]}::uuid, ${LIMITS.unreadThreads}::int)) AS count
        FROM notification_settings g WHERE g.user_id = ANY(${ids}::uuid[]) AND g.badge = 'everything')
    SELECT m.user_id AS "userId", r.kind::text AS kind, m.notify::text AS choice, g.level::text AS level, g.badge,
           m.muted_until AS "mutedUntil", ${UNREAD} AS "unreadCount", ${MENTIONS} AS "mentionCount",
           coalesce(t.count, 0)::int AS "threadCount"
      FROM membership m JOIN room r ON r.id = m.room_id
      LEFT JOIN notification_settings g ON g.user_id = m.user_id
      LEFT JOIN threads t ON t.user_id = m.user_id
     WHERE m.user_id = ANY(${ids}::uuid[])
       AND (r.seq > m.last_read_seq OR r.thread_seq > 0) AND r.deleted_at IS NULL`;
  const badges = [...Map.groupBy(rows, ({ userId }) => userId)].map(([userId, rooms]): [string, number] => [
    userId,
    badgeCount(rooms.map(toCounted), rooms[0]?.badge ?? DEFAULT_SETTINGS.badge, rooms[0]?.threadCount ?? 0),
  ]);
  return new Map(badges);
}

const toCounted = ({ choice, level, mutedUntil, threadCount: _, ...room }: Row): CountedRoom => ({
  ...room,
  notify: levelIn(room.kind, choice, level ?? DEFAULT_LEVEL),
  mutedUntil: mutedUntil?.toISOString() ?? null,
});
