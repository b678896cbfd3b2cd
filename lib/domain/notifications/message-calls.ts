import type { Db } from "@/lib/platform/database/db";
import { KeywordText } from "@/lib/shared/messages/keywords";
import type { MessageCall } from "@/lib/shared/messages/notification";
import { hasKeywords } from "@/lib/shared/messages/notification-settings";
import type { MessageRow } from "../messages/message-view";
import { readThreadPlaces } from "../threads/thread-places";
import type { CallOfPerson, MemberFacts } from "./member-facts";

type CalledMessage = Pick<
  MessageRow,
  "id" | "text" | "senderId" | "mentionUserIds" | "mentionGroups" | "mentionAll" | "threadId"
>;

/** Calls of people by messages: a function of a message and a member. */
export type MessageCalls = (message: CalledMessage, member: MemberFacts) => CallOfPerson;

const NOBODY: CallOfPerson = { call: null, keyword: null, thread: null };

/**
 * Reads how messages call people. The rows of `mention` decide, since they know who was online for `@here`, and what an
 * edit took away; `@all` is on the message. Of a reply in a thread also the people's states in that.
 */
export async function readCalls(
  db: Db,
  messages: readonly CalledMessage[],
  userIds: readonly string[],
): Promise<MessageCalls> {
  const rows = await db.mention.findMany({
    where: {
      messageId: { in: messages.map(({ id }) => id) },
      userId: { in: [...new Set(userIds)] },
      isActive: true,
    },
    select: { messageId: true, userId: true, isHere: true },
  });
  const threads = await readThreadPlaces(
    db,
    messages.flatMap(({ threadId }) => threadId ?? []),
    userIds,
  );
  const known = new Map(rows.map((row) => [`${row.messageId} ${row.userId}`, row]));
  const texts = new Map<CalledMessage, KeywordText>();
  const keywordIn = (message: CalledMessage, { settings, displayName }: MemberFacts) => {
    if (!settings || !hasKeywords(settings)) return null;
    const text = texts.get(message) ?? new KeywordText(message.text);
    texts.set(message, text);
    return text.find({ ...settings, displayName });
  };
  return (message, member) => {
    if (message.senderId === member.userId) return NOBODY;
    const row = known.get(`${message.id} ${member.userId}`);
    const thread = message.threadId ? threads.get(`${message.threadId} ${member.userId}`) : null;
    return {
      call: callBy(message, member, row),
      keyword: keywordIn(message, member),
      thread: thread ?? null,
    };
  };
}

function callBy(
  { mentionUserIds, mentionGroups, mentionAll }: CalledMessage,
  { userId }: MemberFacts,
  row: { isHere: boolean } | undefined,
): MessageCall | null {
  if (row && mentionUserIds.includes(userId)) return "name";
  if (row && !row.isHere) return (mentionGroups as unknown[]).length > 0 ? "group" : "name";
  if (mentionAll) return "all";
  return row ? "here" : null;
}
