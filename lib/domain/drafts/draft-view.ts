import type { DraftView } from "@/lib/shared/views";
import { Prisma, type ThreadDraft } from "@/prisma/generated/client";

/** A draft as it is stored; `threadId` is null in a room's own line. */
export type DraftRow = Omit<ThreadDraft, "userId" | "threadId"> & { threadId: string | null };

/** Converts a draft to the view of its own person's devices. */
export const toDraftView = (draft: DraftRow): DraftView => ({
  roomId: draft.roomId,
  threadId: draft.threadId,
  text: draft.text,
  replyTo: draft.replyToId && draft.replyToSeq ? { id: draft.replyToId, seq: draft.replyToSeq } : null,
  version: draft.version,
  updatedAt: draft.updatedAt.toISOString(),
});

/** The line of a draft: a room's own, or that of a thread. */
export type DraftPlace = { roomId: string; threadId: string | null };

/** Represents a missing draft: without text, as of `version`. */
export const emptyDraft = ({ roomId, threadId }: DraftPlace, version: number): DraftView => ({
  roomId,
  threadId,
  text: "",
  replyTo: null,
  version,
  updatedAt: null,
});

/**
 * Columns of a draft `d` of a member under the names of its model. A quoted message that they may no longer
 * read, because they left and came back to a hidden history, is left out.
 */
export const DRAFT_COLUMNS = Prisma.sql`
  d.room_id AS "roomId", d.thread_id AS "threadId", d.text, d.version, d.updated_at AS "updatedAt",
  CASE WHEN d.reply_to_seq >= d.first_visible_seq THEN d.reply_to_id END AS "replyToId",
  CASE WHEN d.reply_to_seq >= d.first_visible_seq THEN d.reply_to_seq END AS "replyToSeq"`;
