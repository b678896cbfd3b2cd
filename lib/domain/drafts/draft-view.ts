import type { DraftView } from "@/lib/shared/views";
import { type Draft, Prisma } from "@/prisma/generated/client";

/** Converts a draft to the view of its own person's devices. */
export const toDraftView = (draft: Omit<Draft, "userId">): DraftView => ({
  roomId: draft.roomId,
  text: draft.text,
  replyTo: draft.replyToId && draft.replyToSeq ? { id: draft.replyToId, seq: draft.replyToSeq } : null,
  version: draft.version,
  updatedAt: draft.updatedAt.toISOString(),
});

/** Represents a missing draft: without text, as of `version`. */
export const emptyDraft = (roomId: string, version: number): DraftView => ({
  roomId,
  text: "",
  replyTo: null,
  version,
  updatedAt: null,
});

/**
 * Columns of a draft `d` under the names of its model, for the member `m`. A quoted message that they may no longer
 * read, because they left and came back to a hidden history, is left out.
 */
export const DRAFT_COLUMNS = Prisma.sql`
  d.room_id AS "roomId", d.text, d.version, d.updated_at AS "updatedAt",
  CASE WHEN d.reply_to_seq >= m.first_visible_seq THEN d.reply_to_id END AS "replyToId",
  CASE WHEN d.reply_to_seq >= m.first_visible_seq THEN d.reply_to_seq END AS "replyToSeq"`;
