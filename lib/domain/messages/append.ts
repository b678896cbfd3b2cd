import { v7 as uuid } from "uuid";
import type { Bulk, Sql } from "@/lib/core/commit";
import { type DomainError, forbidden, invalidField, notFound, unauthenticated } from "@/lib/core/errors";
import { onlineUserIds } from "@/lib/core/presence";
import type { RoomChange } from "@/lib/core/room-change";
import type { Outcome } from "@/lib/core/writer";
import type { WireMessage } from "@/lib/shared/live";
import type { Called } from "./mentions";

/** A message on its way into a room. Who sends it is what the session's row says, not what the caller claims. */
export type Draft = {
  roomId: string;
  sessionId: string;
  /** Whose session it is meant to be: only to find retries within a batch. */
  userId: string;
  clientId: string;
  text: string;
  replyToId: string | null;
  called: Called;
  forwardedFrom: WireMessage["forwardedFrom"];
};

/** A new message, or the id of the one that the same sender sent under the same `clientId` before. */
export type Appended = { isNew: true; message: WireMessage } | { isNew: false; id: string };

type Row = {
  ord: number;
  status: "sent" | "again" | keyof typeof REFUSALS;
  id: string;
  seq: number;
  rev: number;
  member_version: number;
  created_at: Date;
  sender_id: string;
  username: string;
  display_name: string;
  is_bot: boolean;
  reply_to_seq: number | null;
  mention_ids: string[];
};

const APPEND = {
  name: "append_messages",
  text: `SELECT * FROM append_messages($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[],
    $7::boolean[], $8::boolean[], $9::uuid[], $10::text[], $11::timestamptz[], $12::int[], $13::text[], $14::uuid[])`,
};

/**
 * Appends many messages at once: locks their rooms, checks account, session, membership, room and earlier keys, takes
 * `seq` and `rev`, finds whom they name, and inserts, in one round trip (prisma/migrations/…_append_messages…). A refused
 * draft fails alone.
 */
export const append: Bulk<unknown> = {
  async write(sql, items) {
    const outcomes: Outcome[] = [];
    const changes: RoomChange[] = [];
    let left = items.map((draft, index) => ({ draft: draft as Draft, index }));
    while (left.length > 0) {
      const [first, again] = withoutRepeats(left);
      const rows = await run(
        sql,
        first.map(({ draft }) => draft),
      );
      rows.forEach((row, place) => {
        const { draft, index } = first[place]!;
        if (row.status !== "sent") {
          outcomes[index] = outcomeOf(row);
          return;
        }
        const message = wireOf(row, draft);
        outcomes[index] = { ok: true, value: { isNew: true, message } satisfies Appended };
        changes.push(changeOf(row, message));
      });
      left = again;
    }
    return { outcomes, changes };
  },
};

type Placed = { draft: Draft; index: number };

/** A retry that sits in the same batch as its original waits for the next statement, where it finds it. */
function withoutRepeats(placed: Placed[]): [Placed[], Placed[]] {
  const seen = new Set<string>();
  const first: Placed[] = [];
  const again: Placed[] = [];
  for (const one of placed) {
    const key = `${one.draft.userId} ${one.draft.clientId}`;
    (seen.has(key) ? again : first).push(one);
    seen.add(key);
  }
  return [first, again];
}

function run(sql: Sql, drafts: Draft[]): Promise<Row[]> {
  const names = drafts.flatMap(({ called }, index) => called.keys.map((key) => ({ ord: index + 1, key })));
  return sql<Row>(APPEND, [
    drafts.map(() => uuid()),
    drafts.map(({ roomId }) => roomId),
    drafts.map(({ sessionId }) => sessionId),
    drafts.map(({ clientId }) => clientId),
    drafts.map(({ text }) => text),
    drafts.map(({ replyToId }) => replyToId),
    drafts.map(({ called }) => called.here),
    drafts.map(({ called }) => called.all),
    drafts.map(({ forwardedFrom }) => forwardedFrom?.messageId ?? null),
    drafts.map(({ forwardedFrom }) => forwardedFrom?.senderName ?? null),
    drafts.map(({ forwardedFrom }) => forwardedFrom?.sentAt ?? null),
    names.map(({ ord }) => ord),
    names.map(({ key }) => key),
    drafts.some(({ called }) => called.here) ? onlineUserIds() : [],
  ]);
}

function outcomeOf(row: Row): Outcome {
  if (row.status === "again") return { ok: true, value: { isNew: false, id: row.id } satisfies Appended };
  return { ok: false, error: REFUSALS[row.status as keyof typeof REFUSALS]() };
}

const REFUSALS = {
  unauthenticated: () => unauthenticated("This session is over. Log in again.", "session_ended"),
  forbidden: () => forbidden("This session may not write.", "scope_missing"),
  not_found: () => notFound("There is no such room."),
  archived: () => forbidden("This room is archived.", "archived"),
  moderators_only: () => forbidden("Only moderators post in this room.", "moderators_only"),
  reply_not_found: () => invalidField("replyToId", "Names no message of this room.", "invalid"),
} satisfies Record<string, () => DomainError>;

const changeOf = (row: Row, message: WireMessage): RoomChange => ({
  roomId: message.roomId,
  prevRev: row.rev - 1,
  rev: row.rev,
  memberVersion: row.member_version,
  items: [message],
  gained: [],
  lost: [],
});

function wireOf(row: Row, draft: Draft): WireMessage {
  const { roomId, text, clientId, replyToId, called, forwardedFrom } = draft;
  const { here, all } = called;
  const isForSomebody = here || all || row.mention_ids.length > 0;
  return {
    id: row.id,
    roomId,
    seq: row.seq,
    rev: row.rev,
    sender: { id: row.sender_id, username: row.username, displayName: row.display_name, isBot: row.is_bot },
    text,
    ...(isForSomebody && { mentions: { userIds: row.mention_ids, here, all } }),
    ...(replyToId && row.reply_to_seq && { replyTo: { id: replyToId, seq: row.reply_to_seq } }),
    ...(forwardedFrom && { forwardedFrom }),
    createdAt: row.created_at.toISOString(),
    clientId,
  };
}
