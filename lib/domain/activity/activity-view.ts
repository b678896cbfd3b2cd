import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { ActivityKind, ActivityView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { toMessageView } from "../messages/message-view";
import { selectMessages } from "../messages/read-message";
import { pictureOf } from "../people/avatar-url";

/** A line as `activity_of` gives it. */
export type ActivityRow = {
  id: string;
  kind: ActivityKind;
  keyword: string | null;
  at: Date;
  roomId: string;
  messageId: string | null;
  seq: number | null;
  /** The person who added the reader to the room. */
  byId: string | null;
  isUnread: boolean;
  /** Of a reply that is only in a thread. */
  threadId: string | null;
};

type Reactions = { messageId: string; emoji: string[]; userIds: string[]; count: number };

/** Completes lines with their messages and people. */
export async function toActivityViews(
  db: Db,
  userId: string,
  rows: readonly ActivityRow[],
): Promise<ActivityView[]> {
  const messageIds = rows.flatMap(({ messageId }) => messageId ?? []);
  const found = messageIds.length > 0 ? await selectMessages(db, isOneOf(messageIds)) : [];
  const messages = new Map(found.map((row) => [row.id, toMessageView(row)]));
  const reactions = await readReactions(
    db,
    userId,
    rows.flatMap(({ kind, messageId }) => (kind === "reaction" && messageId ? [messageId] : [])),
  );
  const adders = rows.flatMap(({ kind, byId }) => (kind === "added" && byId ? [byId] : []));
  const people = await readPeople(db, [
    ...adders,
    ...[...reactions.values()].flatMap(({ userIds }) => userIds),
  ]);
  return rows.map((row) => {
    const message = row.messageId ? (messages.get(row.messageId) ?? null) : null;
    const reacted = row.kind === "reaction" ? reactions.get(row.id) : undefined;
    const named = (ids: readonly (string | null)[]) => ids.flatMap((id) => people.get(id ?? "") ?? []);
    const by = row.kind === "added" ? named([row.byId]) : message ? [message.sender] : [];
    return {
      id: row.id,
      kind: row.kind,
      roomId: row.roomId,
      at: row.at.toISOString(),
      isUnread: row.isUnread,
      message,
      people: reacted ? named(reacted.userIds) : by,
      peopleCount: reacted?.count ?? by.length,
      emoji: reacted?.emoji ?? [],
      keyword: row.kind === "keyword" ? row.keyword : null,
    };
  });
}

const isOneOf = (ids: string[]) => Prisma.sql`x.id = ANY(${ids}::uuid[])`;

/** Reads the reactions of others to messages of a person, the latest first. */
async function readReactions(db: Db, userId: string, messageIds: string[]): Promise<Map<string, Reactions>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db.$queryRaw<Reactions[]>`
    SELECT i.id AS "messageId", e.emoji, p."userIds", p.count
      FROM unnest(${messageIds}::uuid[]) AS i (id)
     CROSS JOIN LATERAL (
           SELECT (array_agg(g.emoji ORDER BY g.at DESC, g.emoji))[1:${LIMITS.activityEmoji}::int] AS emoji
             FROM (SELECT r.emoji, max(r.created_at) AS at FROM reaction r
                    WHERE r.message_id = i.id AND r.user_id <> ${userId}::uuid GROUP BY r.emoji) g) e
     CROSS JOIN LATERAL (
           SELECT (array_agg(g.user_id ORDER BY g.at DESC, g.user_id))[1:${LIMITS.activityPeople}::int] AS "userIds",
                  count(*)::int AS count
             FROM (SELECT r.user_id, max(r.created_at) AS at FROM reaction r
                    WHERE r.message_id = i.id AND r.user_id <> ${userId}::uuid GROUP BY r.user_id) g) p`;
  return new Map(rows.map((row) => [row.messageId, row]));
}

async function readPeople(db: Db, ids: string[]): Promise<Map<string, ActivityView["people"][number]>> {
  if (ids.length === 0) return new Map();
  const rows = await db.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, username: true, displayName: true, isBot: true, avatarTag: true },
  });
  return new Map(
    rows.map(({ avatarTag, ...person }) => [person.id, { ...person, ...pictureOf(person.id, avatarTag) }]),
  );
}
