import type { Db } from "@/lib/platform/database/db";
import { KeywordText } from "@/lib/shared/messages/keywords";
import { DEFAULT_SETTINGS } from "@/lib/shared/messages/notification-settings";
import { Prisma } from "@/prisma/generated/client";
import type { MessageRow } from "../messages/message-view";
import { type MemberFacts, readMembersInParts } from "../notifications/member-facts";
import type { KeywordHit } from "./write-activity";

type SaidMessage = Pick<MessageRow, "id" | "roomId" | "senderId" | "text">;

/** Condition for the settings `g` of people who have a keyword; see `hasKeywords`. */
const HAS_KEYWORDS = Prisma.sql`(cardinality(g.keywords) > 0 OR g.own_name <> 'off')`;

/**
 * Finds the keywords of rooms' members in messages, their own messages excepted.
 * @param readMessages is called only if somebody has keywords
 */
export async function findKeywordHits(
  db: Db,
  roomIds: readonly string[],
  readMessages: () => Promise<readonly SaidMessage[]>,
): Promise<KeywordHit[]> {
  const where = Prisma.sql`m.room_id = ANY(${[...roomIds]}::uuid[]) AND ${HAS_KEYWORDS}`;
  const hits: KeywordHit[] = [];
  let messages: readonly SaidMessage[] | null = null;
  for await (const members of readMembersInParts(db, where)) {
    messages ??= await readMessages();
    hits.push(...hitsIn(messages, members));
  }
  return hits;
}

function hitsIn(messages: readonly SaidMessage[], members: readonly MemberFacts[]): KeywordHit[] {
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
