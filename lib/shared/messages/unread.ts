import type { WireMessage } from "../live";

// Rules for unread messages and mentions. The database functions count_unread, seqs_by_name and seqs_for_all have the
// same rules in SQL; lib/domain/rooms/reading/unread-counts.test.ts holds both to one list of messages.

type Facts = { sender: Pick<WireMessage["sender"], "id"> } & Partial<
  Pick<WireMessage, "kind" | "mentions" | "deletedAt">
>;

/** True if another user wrote the message: not the reader, and no system message. */
export const isFromOthers = ({ kind = "user", sender }: Pick<Facts, "kind" | "sender">, readerId: string) =>
  kind === "user" && sender.id !== readerId;

/**
 * True if a message is unread for its reader.
 *
 * @param after the `seq` up to which the reader has read
 */
export const isUnread = (message: Facts & { seq: number }, readerId: string, after: number): boolean =>
  isFromOthers(message, readerId) && message.seq > after && !message.deletedAt;

/** True if a message mentions its reader: by name, by a group, with everybody, or by `@here` with those who are online. */
export const mentionsReader = (message: Facts, readerId: string): boolean =>
  mentionsReaderAtAnyTime(message, readerId) || (isMentioning(message, readerId) && message.mentions.here);

/**
 * Does the same without `@here`, which reaches people who are online when it is sent, and nobody when an edit adds
 * it.
 */
export const mentionsReaderAtAnyTime = (message: Facts, readerId: string): boolean =>
  isMentioning(message, readerId) && (message.mentions.all || isNamed(message.mentions, readerId));

const isNamed = ({ userIds, groups = [] }: Mentioning["mentions"], readerId: string) =>
  userIds.includes(readerId) || groups.some((group) => group.userIds.includes(readerId));

type Mentioning = Facts & { mentions: NonNullable<Facts["mentions"]> };

const isMentioning = (message: Facts, readerId: string): message is Mentioning =>
  message.sender.id !== readerId && !message.deletedAt && message.mentions !== undefined;
