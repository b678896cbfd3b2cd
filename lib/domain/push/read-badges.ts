import type { Db } from "@/lib/platform/database/db";
import { DEFAULT_LEVEL, levelIn } from "@/lib/shared/messages/notification-level";
import { DEFAULT_SETTINGS } from "@/lib/shared/messages/notification-settings";
import { badgeCount, type CountedRoom } from "@/lib/shared/rooms/unread-totals";
import type { NotificationSettingsView, Notify } from "@/lib/shared/views";
import { MENTIONS, UNREAD } from "../rooms/room-view";

type Row = Omit<CountedRoom, "notify" | "mutedUntil"> & {
  userId: string;
  choice: Notify | null;
  level: Notify | null;
  badge: NotificationSettingsView["badge"] | null;
  mutedUntil: Date | null;
};

/** Reads the number on the app's icon for each of these people, counted as their sidebar counts. */
export async function readBadges(db: Db, userIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT m.user_id AS "userId", r.kind::text AS kind, m.notify::text AS choice, g.level::text AS level, g.badge,
           m.muted_until AS "mutedUntil", ${UNREAD} AS "unreadCount", ${MENTIONS} AS "mentionCount"
      FROM membership m JOIN room r ON r.id = m.room_id
      LEFT JOIN notification_settings g ON g.user_id = m.user_id
     WHERE m.user_id = ANY(${[...new Set(userIds)]}::uuid[]) 
       AND (r.seq > m.last_read_seq OR r.thread_seq > 0) AND r.deleted_at IS NULL`;
  const badges = [...Map.groupBy(rows, ({ userId }) => userId)].map(([userId, rooms]): [string, number] => [
    userId,
    badgeCount(rooms.map(toCounted), rooms[0]?.badge ?? DEFAULT_SETTINGS.badge),
  ]);
  return new Map(badges);
}

const toCounted = ({ choice, level, mutedUntil, ...room }: Row): CountedRoom => ({
  ...room,
  notify: levelIn(room.kind, choice, level ?? DEFAULT_LEVEL),
  mutedUntil: mutedUntil?.toISOString() ?? null,
});
