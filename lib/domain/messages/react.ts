import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { query } from "@/lib/core/operation";
import { type ChangeContext, roomOperation } from "@/lib/delivery/room-operation";
import type { Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { MessageView, Page, UserView } from "@/lib/shared/views";
import { noteReactions } from "../activity/activity-of-reactions";
import { idOfCursor } from "../cursor";
import { resolveEmoji } from "../emoji/resolve-emoji";
import { cursor, id, limit, reactionEmoji } from "../fields";
import { toUserView } from "../people/user-view";
import { requireMessage } from "./access";
import { changeMessage, requireAllowed } from "./change-message";
import { answerScope } from "./message-scopes";
import type { MessageRow } from "./message-view";

const messageScope = {
  input: z.object({ message: id, emoji: reactionEmoji }),
  ...answerScope("react"),
};

/**
 * Adds the caller's reaction to a message; the same again changes nothing. Errors: `not_found`; `gone`; `forbidden`
 * in an archived room; `validation_failed` for a text that is no emoji, and for an
 * emoji of the workspace that is deleted; `conflict` above LIMITS.reactionKinds;
 * `rate_limited`.
 */
export const addReaction = roomOperation({
  key: "message.react",
  summary: "React to a message",
  ...messageScope,
  async execute(ctx, input, message): Promise<void> {
    requireAllowed("react", message, ctx.me.userId);
    const emoji = await resolveEmoji(ctx.db, input.emoji, { isNew: true });
    const given = message.reactions as MessageView["reactions"];
    const isNewKind = !given.some((one) => one.emoji === emoji);
    if (isNewKind && given.length >= LIMITS.reactionKinds) {
      throw conflict("This message has the maximum number of different reactions.", "too_many_reactions");
    }
    // The database's clock under the room's lock: marks of Activity are compared with it.
    const count = await ctx.db.$executeRaw`
      INSERT INTO reaction (message_id, emoji, user_id, created_at)
      VALUES (${message.id}::uuid, ${emoji}, ${ctx.me.userId}::uuid, clock_timestamp()) ON CONFLICT DO NOTHING`;
    if (count > 0) await updateReactions(ctx, message);
  },
});

/** Removes the caller's reaction; a missing one is no error. Errors as for adding. */
export const removeReaction = roomOperation({
  key: "message.unreact",
  summary: "Remove my reaction",
  ...messageScope,
  async execute(ctx, input, message): Promise<void> {
    const emoji = await resolveEmoji(ctx.db, input.emoji, { isNew: false });
    const { count } = await ctx.db.reaction.deleteMany({
      where: { messageId: message.id, emoji, userId: ctx.me.userId },
    });
    if (count > 0) await updateReactions(ctx, message);
  },
});

/**
 * Lists everyone who reacted with an emoji, first reaction first; the message itself names at most a hundred. Error:
 * `not_found`.
 */
export const listReactions = query({
  key: "message.reactions",
  summary: "List who reacted with an emoji",
  input: z.object({ message: id, emoji: reactionEmoji, cursor, limit }),
  authorize: ({ db, me }, { message }) => requireMessage(db, me, "read", message),

  async execute({ db }, { message, cursor, limit, ...input }): Promise<Page<UserView>> {
    const emoji = await resolveEmoji(db, input.emoji, { isNew: false });
    const rows = await db.reaction.findMany({
      where: { messageId: message, emoji, ...(cursor && { userId: { gt: idOfCursor(cursor) } }) },
      include: { user: true },
      orderBy: { userId: "asc" },
      take: limit + 1,
    });
    const items = rows.slice(0, limit).map(({ user }) => toUserView(user));
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});

async function updateReactions(ctx: ChangeContext, message: MessageRow): Promise<void> {
  const reactions = await readReactions(ctx.db, message.id);
  await changeMessage(ctx, message, () => ({ reactions }));
  await noteReactions(ctx, message, ctx.me.userId);
}

/** Reads the reactions to a message in the order of their first use, with the first people of each. */
async function readReactions(db: Tx, messageId: string): Promise<MessageView["reactions"]> {
  return db.$queryRaw<MessageView["reactions"]>`
    SELECT emoji, count(*)::int AS count,
           (array_agg(user_id ORDER BY created_at, user_id))[1:${LIMITS.reactionPeople}::int] AS "userIds"
      FROM reaction WHERE message_id = ${messageId}::uuid
     GROUP BY emoji ORDER BY min(created_at), emoji`;
}
