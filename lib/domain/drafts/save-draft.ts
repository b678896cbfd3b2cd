import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { operation, type WriteContext } from "@/lib/core/operation";
import { publishToMember } from "@/lib/delivery/publish";
import { LIMITS } from "@/lib/shared/limits";
import { isBlank } from "@/lib/shared/text/blank";
import type { DraftView } from "@/lib/shared/views";
import { id, reference, seq, text } from "../fields";
import { requireReplyTarget } from "../messages/reply-target";
import { type MyRoom, requireMembership } from "../rooms/access";
import { bumpUserRev, lockUser } from "../rooms/publish-my-room";
import { emptyDraft, toDraftView } from "./draft-view";
import { findDraft } from "./read-drafts";

/**
 * Saves the caller's unsent text in a room, up to LIMITS.messageLength characters, and the message that it replies
 * to. An empty text deletes the draft. `version` names the draft that this one is based on: if a newer one exists,
 * nothing is saved. The same draft again changes nothing. The caller's other devices are updated. Errors:
 * `not_found`; `conflict` (`draft_moved`); `validation_failed`, also for a reply to a message that the caller may not
 * read there.
 */
export const saveDraft = operation({
  key: "draft.save",
  summary: "Save my draft in a room",
  input: z.object({
    room: reference,
    text: text({ max: LIMITS.messageLength }),
    replyToId: id.nullable().default(null),
    version: seq.optional(),
  }),
  authorize: ({ db, me }, { room }) => requireMembership(db, me, room),

  async execute(ctx, { text, replyToId, version }, room): Promise<DraftView> {
    // The second of two devices at the same time sees the draft of the first.
    await lockUser(ctx.db, ctx.me.userId);
    const known = await findDraft(ctx.db, ctx.me.userId, room.id);
    if (known && version !== undefined && known.version > version)
      throw conflict("A newer draft was saved on another device.", "draft_moved");
    if (isBlank(text)) return known ? removeDraft(ctx, room.id) : emptyDraft(room.id, 0);
    if (known?.text === text && (known.replyTo?.id ?? null) === replyToId) return known;
    if (!known) await requireFewDrafts(ctx);
    return upsertDraft(ctx, room, text, replyToId);
  },
});

/** Refuses a draft in another room above LIMITS.drafts. Error: `conflict`. */
async function requireFewDrafts({ db, me }: WriteContext): Promise<void> {
  if ((await db.draft.count({ where: { userId: me.userId } })) >= LIMITS.drafts)
    throw conflict(
      `You can have up to ${LIMITS.drafts} drafts. Send or delete one first.`,
      "too_many_drafts",
    );
}

/** Deletes the caller's draft in a room on all their devices; a missing one is no error. Error: `not_found`. */
export const deleteDraft = operation({
  key: "draft.delete",
  summary: "Delete my draft in a room",
  input: z.object({ room: reference }),
  authorize: ({ db, me }, { room }) => requireMembership(db, me, room),

  async execute(ctx, _input, { id }): Promise<void> {
    await lockUser(ctx.db, ctx.me.userId);
    if (await findDraft(ctx.db, ctx.me.userId, id)) await removeDraft(ctx, id);
  },
});

async function upsertDraft(ctx: WriteContext, room: MyRoom, text: string, replyToId: string | null) {
  const replyToSeq = replyToId === null ? null : await requireReplyTarget(ctx.db, room, replyToId);
  const version = await bumpUserRev(ctx.db, ctx.me.userId);
  const columns = { text, replyToId, replyToSeq, version, updatedAt: new Date() };
  const key = { userId: ctx.me.userId, roomId: room.id };
  const row = await ctx.db.draft.upsert({
    where: { userId_roomId: key },
    create: { ...key, ...columns },
    update: columns,
  });
  return publishDraft(ctx, toDraftView(row));
}

async function removeDraft(ctx: WriteContext, roomId: string): Promise<DraftView> {
  await ctx.db.draft.deleteMany({ where: { userId: ctx.me.userId, roomId } });
  return publishDraft(ctx, emptyDraft(roomId, await bumpUserRev(ctx.db, ctx.me.userId)));
}

/** A person who has left the room by then does not get it. */
function publishDraft({ me, afterCommit }: WriteContext, draft: DraftView): DraftView {
  afterCommit(() => publishToMember(me.userId, draft.roomId, "draft", { draft, userRev: draft.version }));
  return draft;
}
