import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { WireMessage } from "@/lib/shared/live";
import { mentionsReader, mentionsReaderAtAnyTime } from "@/lib/shared/messages/unread";

/**
 * Unread messages that are known to mention me, by `seq`. The value says whether one of the mentions is `@here`: only
 * the server knows who was online, so an `@here` added by an edit mentions nobody.
 */
export type KnownMentions = ReadonlyMap<number, boolean>;

export const NO_MENTIONS: KnownMentions = new Map();

/** A room's mention count, and the counted messages that are known. */
export type MentionCount = { mentionCount: number; calls: KnownMentions };

/**
 * The mention count after a message arrived or changed. Null if it cannot be told here: the message may have been
 * counted before this tab knew of it, and only the server knows.
 *
 * @param isNew whether the message arrived with this change, so that it cannot have been counted before
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
  // At the limit the count means "or more", so one message less may leave it unchanged.
  if (known.size < calls.size && mentionCount >= BROWSER_LIMITS.unreadCount) return null;
  return { mentionCount: mentionCount + known.size - calls.size, calls: known };
}

/** The known mentions that are still unread. */
export function mentionsAfter(calls: KnownMentions, lastReadSeq: number): KnownMentions {
  const left = [...calls].filter(([seq]) => seq > lastReadSeq);
  return left.length === calls.size ? calls : new Map(left);
}
