import { z } from "zod";
import type { AuditNote } from "@/lib/core/audit";
import { DomainError, invalidField, notFound } from "@/lib/core/errors";
import type { Context } from "@/lib/core/operation";
import { type ChangeContext, roomOperation } from "@/lib/delivery/room-operation";
import { LIMITS } from "@/lib/shared/limits";
import { rightFor } from "@/lib/shared/messages/message-permissions";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import { Prisma } from "@/prisma/generated/client";
import { id } from "../fields";
import { requireMessage, roomOfMessage } from "../messages/access";
import { changeMessage, stateOf } from "../messages/change-message";
import { recountMentions } from "../messages/mentions/recount-mentions";
import type { MessageRow } from "../messages/message-view";
import { isReader, selectMessages } from "../messages/read-message";
import { type MyRoom, requireMay } from "../rooms/access";
import { recountThreads } from "./recount-thread";
import { publishToFollowers } from "./threads-of-commits";

/**
 * Moves messages of a room into the thread of an earlier one, its root. They keep their numbers, times, reactions, files,
 * mentions and links; nobody is notified again, and what was read stays read. Authors follow the thread. Messages that are
 * there already stay. Authors move their own messages, moderators all. Errors: `not_found`; `forbidden`; `gone` for a deleted
 * message; `validation_failed` for a root that is a reply or a system message (`message`), and (`messageIds`) for messages that
 * are not in the room after the root, or have a thread of their own.
 */
export const moveToThread = roomOperation({
  key: "message.move-to-thread",
  summary: "Move messages into a thread",
  input: z.object({
    message: id,
    messageIds: z
      .array(id, { error: "Must be a list of ids." })
      .min(1, { error: "Must not be empty." })
      .max(LIMITS.movedMessages, { error: `At most ${LIMITS.movedMessages} messages.` }),
  }),
  prepare: (actor, { message }) => roomOfMessage(actor, message),
  rooms: (_actor, _input, { roomId }) => [roomId],

  async authorize(ctx, { message, messageIds }) {
    const { message: root, room } = await requireMessage(ctx.db, ctx.me, "read", message);
    const ids = [...new Set(messageIds)];
    const where = Prisma.sql`x.id = ANY(${ids}::uuid[]) AND ${isReader(ctx.me.userId)}`;
    const moved = await selectMessages(ctx.db, where, Prisma.sql`ORDER BY x.seq`);
    if (moved.length < ids.length) throw notFound("Message not found.");
    for (const one of moved) await requireMovable(ctx, one, "messageIds");
    if (root.threadId !== null || root.kind !== "user" || (root.deletedAt && root.threadCount === 0))
      throw invalidField("message", "Names no message that can have a thread.", "invalid");
    if (moved.some((one) => one.roomId !== root.roomId || one.seq <= root.seq || one.threadCount > 0))
      throw invalidField("messageIds", "Names a message that can't be in this thread.", "invalid");
    return { root, room, moved: moved.filter(({ threadId }) => threadId !== root.id) };
  },

  async execute(ctx, _input, { root, moved }): Promise<number> {
    await move(ctx, moved, root.id);
    return moved.length;
  },

  audit: (count, _ctx, { room }) => noteOf(count, room),
});

/**
 * Moves a reply out of its thread, back among the messages of its room; of any other message nothing changes. Errors:
 * `not_found`; `forbidden` for everybody except the author and moderators; `gone` for a deleted one; `validation_failed`
 * (`message`) for a system message.
 */
export const moveToRoom = roomOperation({
  key: "message.move-to-room",
  summary: "Move a reply out of its thread",
  input: z.object({ message: id }),
  prepare: (actor, { message }) => roomOfMessage(actor, message),
  rooms: (_actor, _input, { roomId }) => [roomId],

  async authorize(ctx, { message }) {
    const found = await requireMessage(ctx.db, ctx.me, "read", message);
    await requireMovable(ctx, found.message, "message");
    return found;
  },

  async execute(ctx, _input, { message }): Promise<number> {
    if (message.threadId === null) return 0;
    await move(ctx, [message], null);
    return 1;
  },

  audit: (count, _ctx, { room }) => noteOf(count, room),
});

/** Conversations are private, and not in the audit log. */
const noteOf = (count: number, { id, kind, name }: MyRoom): AuditNote | null =>
  count > 0 && !isConversation(kind) ? { target: { id, name: name ?? "" }, details: { count } } : null;

/** Requires the right to move a message: that to delete it. `field` named the message. */
async function requireMovable(
  { db, me }: Pick<Context, "db" | "me">,
  message: MessageRow,
  field: "message" | "messageIds",
): Promise<void> {
  await requireMay(db, me, rightFor("delete", stateOf(message), me.userId), message.roomId);
  if (message.deletedAt) throw new DomainError("gone", "This message was deleted.");
  if (message.kind !== "user") throw invalidField(field, "Names a system message.", "invalid");
}

/** Moves messages of one room into a thread, or into the room's line: one change each, and one of each root. */
async function move(ctx: ChangeContext, moved: readonly MessageRow[], rootId: string | null): Promise<void> {
  const [first] = moved;
  if (!first) return;
  const ids = moved.map(({ id }) => id);
  const inLine = rootId === null;
  const newest = Math.max(...moved.map(({ seq }) => seq));
  const into = rootId && { rootId, roomId: first.roomId, ids, newest };
  if (into) await followMoved(ctx, into);
  await ctx.db.mention.updateMany({ where: { messageId: { in: ids } }, data: { threadId: rootId, inLine } });
  for (const message of moved)
    await changeMessage(ctx, message, () => ({ threadId: rootId, alsoInRoom: false }));
  const roots = [...new Set([...moved.map(({ threadId }) => threadId), rootId])].filter(
    (one) => one !== null,
  );
  await recountThreads(ctx, roots);
  await ctx.db.$executeRaw`
    UPDATE room SET thread_seq = greatest(thread_seq, ${rootId ? newest : 0}::int) WHERE id = ${first.roomId}::uuid`;
  if (into) await readMoved(ctx, into);
  // Everybody's counts of the room may have changed.
  const everybody = { seq: newest, inLine: false, userIds: [], isForAll: true };
  ctx.afterCommit(await recountMentions(ctx.db, first.roomId, [everybody]));
  await publishToFollowers(ctx, roots);
}

type MovedInto = { rootId: string; roomId: string; ids: string[]; newest: number };

/**
 * Lets authors of the root and of messages that are to move, and those whom these name, follow the thread, and keeps read what
 * they had read in the room. Call it before the move: then what is unread in the thread is that of others.
 */
async function followMoved({ db }: ChangeContext, { rootId, roomId, ids }: MovedInto): Promise<void> {
  await db.$executeRaw`
    INSERT INTO thread_follow AS f (user_id, root_id, room_id, is_followed, last_read_seq)
    SELECT m.user_id, ${rootId}::uuid, m.room_id, CASE WHEN bool_or(w.follows) THEN true END,
           thread_start_seq(m.user_id, m.room_id, ${rootId}::uuid, greatest(m.last_read_seq, m.threads_read_seq) + 1)
      FROM (SELECT x.sender_id AS user_id, true AS follows FROM message x
             WHERE x.id = ${rootId}::uuid OR x.id = ANY(${ids}::uuid[])
             UNION ALL
            SELECT unnest(x.mention_user_ids), true FROM message x WHERE x.id = ANY(${ids}::uuid[])
             UNION ALL
            SELECT n.user_id, false FROM mention n WHERE n.message_id = ANY(${ids}::uuid[])
             UNION ALL
            SELECT y.user_id, false FROM membership y
             WHERE y.room_id = ${roomId}::uuid
               AND EXISTS (SELECT 1 FROM message x WHERE x.id = ANY(${ids}::uuid[]) AND x.mention_all)) w
      JOIN membership m ON m.room_id = ${roomId}::uuid AND m.user_id = w.user_id
     GROUP BY m.user_id, m.room_id, m.last_read_seq, m.threads_read_seq
     ORDER BY m.user_id
        ON CONFLICT (user_id, root_id) DO UPDATE SET is_followed = coalesce(f.is_followed, EXCLUDED.is_followed)`;
}

/** Moves marks in the thread over moved messages that were read in the room, where nothing unread is before them. */
async function readMoved({ db }: ChangeContext, { rootId, ids, newest }: MovedInto): Promise<void> {
  await db.$executeRaw`
    UPDATE thread_follow f SET last_read_seq = ${newest}::int
      FROM membership m
     WHERE f.root_id = ${rootId}::uuid AND m.room_id = f.room_id AND m.user_id = f.user_id
       AND f.last_read_seq < ${newest}::int AND m.last_read_seq >= ${newest}::int
       AND NOT EXISTS (
           SELECT 1 FROM message x
            WHERE x.thread_id = f.root_id AND x.seq > f.last_read_seq AND x.seq <= ${newest}::int
              AND x.sender_id <> f.user_id AND x.deleted_at IS NULL AND x.id <> ALL(${ids}::uuid[]))`;
}
