import { LIMITS } from "@/lib/shared/limits";
import type { WireMessage } from "@/lib/shared/live";
import { mentionsReader, mentionsReaderAtAnyTime } from "@/lib/shared/unread";

/**
 * The unread messages that are known to call me, by `seq`. The value says whether `@here` is among what calls: who was
 * here when a message came, the server knows, so an `@here` that an edit adds calls nobody.
 */
export type KnownMentions = ReadonlyMap<number, boolean>;

export const NO_MENTIONS: KnownMentions = new Map();

/** What is counted of a room, and which of its counted messages are known. */
export type MentionCount = { mentionCount: number; calls: KnownMentions };

/**
 * What is counted after a message came or changed. Null where nobody here can say: the message may be one of those that
 * were counted before this tab knew of them, and only the server knows whether it is.
 *
 * @param isNew whether the message came with this change, so that it cannot have been counted before
 */
export function countMention(
  { mentionCount, calls }: MentionCount,
  message: WireMessage,
  { me, isNew }: { me: string; isNew: boolean },
): MentionCount | null {
  const { seq, mentions, deletedAt } = message;
  const before = calls.get(seq);
  const mayCountHere = isNew || before === true;
  const isCalling = mayCountHere ? mentionsReader(message, me) : mentionsReaderAtAnyTime(message, me);
  const isUntouched = !isNew && !message.editedAt && !deletedAt;
  const areAllKnown = mentionCount === calls.size;
  if (isUntouched || (before === undefined && !isCalling && areAllKnown)) return { mentionCount, calls };
  if (before === undefined && !isNew && !areAllKnown) return null;

  const known = new Map(calls);
  if (isCalling) known.set(seq, mentions?.here ?? false);
  else known.delete(seq);
  // At the bound the count means "or more", and one less of them may still be as many.
  if (known.size < calls.size && mentionCount >= LIMITS.unreadCount) return null;
  return { mentionCount: mentionCount + known.size - calls.size, calls: known };
}

/** The known ones that are still unread. */
export function mentionsAfter(calls: KnownMentions, lastReadSeq: number): KnownMentions {
  const left = [...calls].filter(([seq]) => seq > lastReadSeq);
  return left.length === calls.size ? calls : new Map(left);
}
