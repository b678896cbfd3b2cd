import { DomainError, forbidden, invalidField, notFound, unauthenticated } from "@/lib/core/errors";
import { principalId } from "@/lib/core/principal";
import type { Bulk, Sql } from "@/lib/delivery/commit";
import { onlineUserIds } from "@/lib/delivery/presence";
import type { RoomChange } from "@/lib/delivery/room-change";
import type { Outcome } from "@/lib/delivery/writer";
import type { WireMessage } from "@/lib/shared/live";
import { toWire } from "@/lib/shared/messages/message-codec";
import type { AttachmentView, NamedGroupView } from "@/lib/shared/views";
import { type FileRow, toAttachmentView } from "../../files/file-view";
import { pictureOf } from "../../people/avatar-url";
import { NOTES_ONLY } from "../../rooms/access";
import type { ThreadRow } from "../../threads/thread-view";
import { fromColumns, toMessageView } from "../message-view";
import { newMessageIds } from "./message-ids";
import { type NewMessage, toColumns } from "./new-message";

/**
 * A new message, or the id of an earlier one: by the same sender under the same `clientId`, or, if `isNew` is true,
 * under the same Idempotency-Key, whose first answer said so.
 */
export type Appended = { isNew: true; message: WireMessage } | { isNew: boolean; id: string };

type Speaker = [
  principalId: string,
  id: string,
  username: string,
  displayName: string,
  isBot: boolean,
  avatarTag: string | null,
];

/** Answer of the statement for a batch, without values that follow from the messages. Positions count from 1. */
type WriteAnswer = {
  at: string;
  /** Rooms that moved, with their counters before. */
  rooms: [id: string, seq: number, rev: number, memberVersion: number][] | null;
  senders: Speaker[] | null;
  refused: [place: number, verdict: "again" | keyof typeof REFUSALS, earlierId: string | null][] | null;
  replies: [place: number, toSeq: number][] | null;
  names: [place: number, userIds: string[]][] | null;
  groups: [place: number, groups: NamedGroupView[]][] | null;
  files?: [messageId: string, rows: FileRow[]][] | null;
  /** Roots of the batch's replies after them, in the order of their revs. */
  roots?: RootAnswer[] | null;
};

type RootAnswer = [
  columns: Record<string, unknown>,
  username: string,
  displayName: string,
  isBot: boolean,
  avatarTag: string | null,
  attachments: FileRow[] | null,
  thread: ThreadRow,
];

const WRITE = {
  name: "write_messages",
  text: "SELECT write_messages($1::jsonb, $2::uuid[], $3::int[], $4::text[], $5::uuid[], $6::uuid[]) AS answer",
};

/**
 * Appends many messages at once in one round trip (prisma/functions): locks their rooms, checks account, session,
 * membership, room and earlier keys, takes `seq` and `rev`, resolves mentions, and inserts. A refused message fails
 * alone.
 */
export const append: Bulk<unknown> = {
  async write(sql, items) {
    const outcomes: Outcome[] = [];
    const changes: RoomChange[] = [];
    let remaining = items.map((message, index) => ({ message: message as NewMessage, index }));
    while (remaining.length > 0) {
      const [first, again] = splitRetries(remaining);
      const messages = first.map(({ message }) => message);
      const written = await writeMessages(sql, messages);
      for (const [place, { outcome, change }] of written.results.entries()) {
        outcomes[first[place]!.index] = outcome;
        if (change) changes.push(change);
      }
      changes.push(...written.roots);
      remaining = again;
    }
    return { outcomes, changes };
  },
};

type IndexedMessage = { message: NewMessage; index: number };

/**
 * Defers a retry in the same batch as its original to the next statement, which finds the original; and a message with
 * an upload of an earlier one, which the next statement finds sent. Later messages of the same sender wait too, so that
 * they stay in order.
 */
function splitRetries(placed: IndexedMessage[]): [IndexedMessage[], IndexedMessage[]] {
  const seen = new Set<string>();
  const waiting = new Set<string>();
  const first: IndexedMessage[] = [];
  const again: IndexedMessage[] = [];
  for (const one of placed) {
    const { sender, clientId, attachmentIds, filesOfId } = one.message;
    // A forward shares files: any number of them may go in one statement.
    const keys = [`${sender.userId} ${clientId}`, ...(filesOfId === null ? attachmentIds : [])];
    const mustWait = waiting.has(sender.userId) || keys.some((key) => seen.has(key));
    if (mustWait) waiting.add(sender.userId);
    (mustWait ? again : first).push(one);
    for (const key of keys) seen.add(key);
  }
  return [first, again];
}

/** Outcome of one message, and its change of the room. */
type WriteResult = { outcome: Outcome; change?: RoomChange };

/** Results of the messages, and the changes of the roots that they answer, which follow them. */
type BatchResult = { results: WriteResult[]; roots: RoomChange[] };

async function writeMessages(sql: Sql, messages: NewMessage[]): Promise<BatchResult> {
  // Ids increase even within a millisecond: the list of mentions is ordered by id.
  const ids = newMessageIds(messages.length);
  const names = messages.flatMap(({ mentions }, index) =>
    mentions.keys.map((key) => ({ place: index + 1, key })),
  );
  const [row] = await sql<{ answer: WriteAnswer }>(WRITE, [
    JSON.stringify(messages.map((message, index) => toColumns(ids[index]!, message))),
    [...new Set(messages.map(({ roomId }) => roomId))],
    names.map(({ place }) => place),
    names.map(({ key }) => key),
    messages.some(({ mentions }) => mentions.here) ? onlineUserIds() : [],
    [...new Set(messages.flatMap(({ attachmentIds }) => attachmentIds))],
  ]);
  return toResults(messages, ids, row!.answer);
}

/** Reads the statement's answer: messages that were not refused took the next numbers of their room, in order. */
function toResults(messages: NewMessage[], ids: string[], answer: WriteAnswer): BatchResult {
  const createdAt = new Date(answer.at).toISOString();
  const refused = new Map(answer.refused?.map((one) => [one[0], one]));
  const rooms = new Map(
    answer.rooms?.map(([id, seq, rev, memberVersion]) => [id, { seq, rev, memberVersion }]),
  );
  const senders = new Map(
    answer.senders?.map(([principalId, id, username, displayName, isBot, avatarTag]) => [
      principalId,
      { id, username, displayName, isBot, ...pictureOf(id, avatarTag) },
    ]),
  );
  const replies = new Map(answer.replies);
  const names = new Map(answer.names);
  const groups = new Map(answer.groups);
  const files = new Map(answer.files);
  const results = messages.map((draft, index): WriteResult => {
    const refusal = refused.get(index + 1);
    if (refusal) return { outcome: outcomeOf(refusal[1], refusal[2]) };
    const room = rooms.get(draft.roomId)!;
    const message = toWireMessage(draft, {
      id: ids[index]!,
      seq: ++room.seq,
      rev: ++room.rev,
      sender: senders.get(principalId(draft.sender))!,
      replyToSeq: replies.get(index + 1),
      mentionIds: names.get(index + 1) ?? [],
      groups: groups.get(index + 1) ?? [],
      attachments: files.get(ids[index]!)?.map(toAttachmentView) ?? [],
      createdAt,
    });
    return {
      outcome: { ok: true, value: { isNew: true, message } satisfies Appended },
      change: toRoomChange(message, room.memberVersion),
    };
  });
  const roots = (answer.roots ?? []).map(toRoot);
  return { results, roots: roots.map((root) => toRoomChange(root, rooms.get(root.roomId)!.memberVersion)) };
}

const toRoot = ([columns, username, displayName, isBot, avatarTag, attachments, thread]: RootAnswer) =>
  toWire(
    toMessageView({ ...fromColumns(columns), username, displayName, isBot, avatarTag, attachments, thread }),
  );

function outcomeOf(verdict: "again" | keyof typeof REFUSALS, earlierId: string | null): Outcome {
  if (verdict === "again") return { ok: true, value: { isNew: false, id: earlierId! } satisfies Appended };
  return { ok: false, error: REFUSALS[verdict]() };
}

const REFUSALS = {
  unauthenticated: () => unauthenticated("This session is over. Log in again.", "session_ended"),
  forbidden: () => forbidden("This session or token can't write.", "scope_missing"),
  not_found: () => notFound("Room not found."),
  archived: () => forbidden("This room is archived.", "archived"),
  notes_only: () => forbidden(NOTES_ONLY, "notes_only"),
  moderators_only: () => forbidden("Only moderators can post in this room.", "moderators_only"),
  reply_not_found: () => invalidField("replyToId", "Names no message of this room.", "invalid"),
  thread_not_found: () =>
    invalidField("threadId", "Names no message of this room that can have a thread.", "invalid"),
  thread_nested: () =>
    invalidField("threadId", "Names a reply in a thread. Answer the first message of the thread.", "invalid"),
  file_not_found: () => invalidField("attachmentIds", "Names a file that is not yours to send.", "invalid"),
  file_gone: () => new DomainError("gone", "This message or one of its files was deleted."),
} satisfies Record<string, () => DomainError>;

const toRoomChange = (message: WireMessage, memberVersion: number): RoomChange => ({
  roomId: message.roomId,
  prevRev: message.rev - 1,
  rev: message.rev,
  memberVersion,
  items: [message],
  addedUserIds: [],
  removedUserIds: [],
});

type WrittenColumns = Pick<WireMessage, "id" | "seq" | "rev" | "sender" | "createdAt"> & {
  replyToSeq: number | undefined;
  mentionIds: string[];
  groups: NamedGroupView[];
  attachments: AttachmentView[];
};

function toWireMessage(
  message: NewMessage,
  { id, seq, rev, sender, createdAt, replyToSeq, mentionIds, groups, attachments }: WrittenColumns,
): WireMessage {
  const {
    roomId,
    text,
    clientId,
    replyToId,
    threadId,
    alsoInRoom,
    mentions,
    forwardedFrom,
    dueAt,
    confirmation,
    poll,
  } = message;
  const { here, all } = mentions;
  const isForSomebody = here || all || mentionIds.length + groups.length > 0;
  return {
    id,
    roomId,
    seq,
    rev,
    sender,
    text,
    ...(isForSomebody && {
      mentions: { userIds: mentionIds, ...(groups.length > 0 && { groups }), here, all },
    }),
    ...(replyToId && replyToSeq && { replyTo: { id: replyToId, seq: replyToSeq } }),
    ...(threadId && { threadId, ...(alsoInRoom && { alsoInRoom }) }),
    ...(forwardedFrom && { forwardedFrom }),
    ...(dueAt && { dueAt }),
    ...(attachments.length > 0 && { attachments }),
    ...(confirmation && { confirmation }),
    ...(poll && { poll }),
    createdAt,
    clientId,
  };
}
