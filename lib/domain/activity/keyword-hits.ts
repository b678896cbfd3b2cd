import { KeywordText } from "@/lib/shared/messages/keywords";
import { DEFAULT_SETTINGS } from "@/lib/shared/messages/notification-settings";
import type { MessageRow } from "../messages/message-view";
import type { MemberFacts } from "../notifications/member-facts";
import type { KeywordHit } from "./write-activity";

/** Finds the keywords of members in messages of their rooms, their own messages excepted. */
export function findKeywords(
  messages: readonly Pick<MessageRow, "id" | "roomId" | "senderId" | "text">[],
  members: readonly MemberFacts[],
): KeywordHit[] {
  const membersOf = Map.groupBy(members, ({ roomId }) => roomId);
  return messages.flatMap(({ id, roomId, senderId, text }) => {
    const readers = (membersOf.get(roomId) ?? []).filter(({ userId }) => userId !== senderId);
    const words = readers.length > 0 ? new KeywordText(text) : null;
    return readers.flatMap(({ userId, displayName, settings }) => {
      const keyword = words?.find({ ...DEFAULT_SETTINGS, ...settings, displayName });
      return keyword ? [{ messageId: id, userId, keyword }] : [];
    });
  });
}
