import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { operation, type WriteContext } from "@/lib/core/operation";
import { publishToMember } from "@/lib/delivery/publish";
import { LIMITS } from "@/lib/shared/limits";
import { isBlank } from "@/lib/shared/text/blank";
import type { DraftView } from "@/lib/shared/views";
import { id, reference, seq, text } from "../fields";
import { requireReplyTarget, requireRoot } from "../messages/reply-target";
import { type MyRoom, requireMembership } from "../rooms/access";
import { bumpUserRev, lockUser } from "../rooms/publish-my-room";
import { type DraftPlace, emptyDraft, toDraftView } from "./draft-view";
import { findDraft } from "./read-drafts";

/**
 * Saves the caller's unsent text in a room or in a thread of it, up to LIMITS.messageLength characters, and the message that
 * it replies to. An empty text deletes the draft. `version` names the draft that this one is based on: if a newer one exists,
 * nothing is saved. The same draft again changes nothing. The caller's other devices are updated. Errors: `not_found`;
 * `conflict` (`draft_moved`); `validation_failed`, also for a reply to a message that the caller may not read there, and for a
 * thread (`threadId`) that cannot be answered.
 */
export const saveDraft = operation({
  key: "draft.save",
  summary: "Save my draft in a room or a thread",
  input: z.object({
    room: reference,
    threadId: id.nullable().default(null),
    text: text({ max: LIMITS.messageLength }),
    replyToId: id.nullable().default(null),
    version: seq.optional(),
  }),
  authorize: ({ db, me }, { room }) => requireMembership(db, me, room),

  async execute(ctx, { text, threadId, replyToId, version }, room): Promise<DraftView> {
    const place = { roomId: room.id, threadId };
    // The second of two devices at the same time sees the draft of the first.
    await lockUser(ctx.db, ctx.me.userId);
    const known = await findDraft(ctx.db, ctx.me.userId, place);
    if (known && version !== undefined && known.version > version)
      throw conflict("A newer draft was saved on another device.", "draft_moved");
    if (isBlank(text)) return known ? removeDraft(ctx, place) : emptyDraft(place, 0);
    if (known?.text === text && (known.replyTo?.id ?? null) === replyToId) return known;
    if (!known) await requireFewDrafts(ctx);
    if (threadId) await requireRoot(ctx.db, room, threadId);
    return upsertDraft(ctx, room, place, { text, replyToId });
  },
});

/** Refuses a draft in another place above LIMITS.drafts. Error: `conflict`. */
async function requireFewDrafts({ db, me }: WriteContext): Promise<void> {
  const mine = { where: { userId: me.userId } };
  if ((await db.draft.count(mine)) + (await db.threadDraft.count(mine)) >= LIMITS.drafts)
    throw conflict(
      `You can have up to ${LIMITS.drafts} drafts. Send or delete one first.`,
      "too_many_drafts",
    );
}

/** Deletes the caller's draft in a room or a thread on all their devices; a missing one is no error. Error: `not_found`. */
export const deleteDraft = operation({
  key: "draft.delete",
  summary: "Delete my draft in a room or a thread",
  input: z.object({ room: reference, threadId: id.nullable().default(null) }),
  authorize: ({ db, me }, { room }) => requireMembership(db, me, room),

  async execute(ctx, { threadId }, { id }): Promise<void> {
    const place = { roomId: id, threadId };
    await lockUser(ctx.db, ctx.me.userId);
    if (await findDraft(ctx.db, ctx.me.userId, place)) await removeDraft(ctx, place);
  },
});

type Content = { text: string; replyToId: string | null };

async function upsertDraft(ctx: WriteContext, room: MyRoom, place: DraftPlace, content: Content) {
  const { replyToId } = content;
  const replyToSeq = replyToId === null ? null : await requireReplyTarget(ctx.db, room, replyToId);
  const version = await bumpUserRev(ctx.db, ctx.me.userId);
  const row = await writeRow(ctx, place, { ...content, replyToSeq, version, updatedAt: new Date() });
  return publishDraft(ctx, toDraftView({ ...row, threadId: place.threadId }));
}

type Columns = Content & { replyToSeq: number | null; version: number; updatedAt: Date };

function writeRow({ db, me }: WriteContext, { roomId, threadId }: DraftPlace, update: Columns) {
  const { userId } = me;
  const create = { userId, roomId, ...update };
  if (threadId === null)
    return db.draft.upsert({ where: { userId_roomId: { userId, roomId } }, create, update });
  const where = { userId_threadId: { userId, threadId } };
  return db.threadDraft.upsert({ where, create: { ...create, threadId }, update });
}

async function removeDraft(ctx: WriteContext, place: DraftPlace): Promise<DraftView> {
  const { userId } = ctx.me;
  const { roomId, threadId } = place;
  if (threadId) await ctx.db.threadDraft.deleteMany({ where: { userId, threadId } });
  else await ctx.db.draft.deleteMany({ where: { userId, roomId } });
  return publishDraft(ctx, emptyDraft(place, await bumpUserRev(ctx.db, userId)));
}

/** A person who has left the room by then does not get it. */
function publishDraft({ me, afterCommit }: WriteContext, draft: DraftView): DraftView {
  const kind = draft.threadId ? "thread_draft" : "draft";
  afterCommit(() => publishToMember(me.userId, draft.roomId, kind, { draft, userRev: draft.version }));
  return draft;
}
