import { db } from "@/lib/platform/database/db";
import type { PollView } from "@/lib/shared/views";

/** Gives each message an open poll without votes, without the operations. */
export async function addPolls(messageIds: string[]): Promise<void> {
  const poll: PollView = {
    options: ["one", "two"].map((text, index) => ({ id: index + 1, text, votes: 0 })),
    ...{ isMultiple: false, isAnonymous: false, voters: 0, closesAt: null, closedAt: null },
  };
  await db().pollVote.deleteMany({ where: { messageId: { in: messageIds } } });
  await db().$executeRaw`
    UPDATE message SET poll = ${JSON.stringify(poll)}::jsonb WHERE id = ANY(${messageIds}::uuid[])`;
}
