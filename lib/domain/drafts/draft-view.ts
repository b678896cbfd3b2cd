import type { DraftView } from "@/lib/shared/views";
import { type Draft, Prisma } from "@/prisma/generated/client";

/** A draft as its own person's devices get it. */
export const toDraftView = (draft: Omit<Draft, "userId">): DraftView => ({
  roomId: draft.roomId,
  text: draft.text,
  replyTo: draft.replyToId && draft.replyToSeq ? { id: draft.replyToId, seq: draft.replyToSeq } : null,
  version: draft.version,
  updatedAt: draft.updatedAt.toISOString(),
});

/** What stands for a draft where there is none: without text, and as of `version`. */
export const emptyDraft = (roomId: string, version: number): DraftView => ({
  roomId,
  text: "",
  replyTo: null,
  version,
  updatedAt: null,
});

/**
 * The columns of a draft `d` under the names of its model, for the member `m`. A message that they may not read any more,
 * since they were out of the room and came back to a hidden past, is not told of.
 */
export const DRAFT_COLUMNS = Prisma.sql`
  d.room_id AS "roomId", d.text, d.version, d.updated_at AS "updatedAt",
  CASE WHEN d.reply_to_seq >= m.first_visible_seq THEN d.reply_to_id END AS "replyToId",
  CASE WHEN d.reply_to_seq >= m.first_visible_seq THEN d.reply_to_seq END AS "replyToSeq"`;
