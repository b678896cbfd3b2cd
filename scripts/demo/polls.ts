import { sqlOf } from "@/lib/delivery/commit";
import { selectMessages } from "@/lib/domain/messages/read-message";
import { append } from "@/lib/domain/messages/send/append";
import { PLAIN_MESSAGE } from "@/lib/domain/messages/send/new-message";
import { countVotes } from "@/lib/domain/polls/count-votes";
import { newPoll } from "@/lib/domain/polls/poll-fields";
import { db } from "@/lib/platform/database/db";
import { Prisma } from "@/prisma/generated/client";
import type { Workspace } from "./northwind";

const CLIENT_ID = "demo-poll";
const DAY_MS = 86_400_000;

/** Options with the share of the room that chose each. */
const OPTIONS: readonly [text: string, share: number][] = [
  ["Compass, two colours", 0.5],
  ["Compass, one colour", 0.3],
  ["The old one", 0.1],
];

/** Asks the design room for its favourite sign, as the writer does, with votes of its members. */
export async function addPoll({ users, rooms, memberships }: Workspace): Promise<void> {
  const roomId = rooms.find(({ name }) => name === "design")?.id;
  const people = memberships.filter((one) => one.roomId === roomId).map(({ userId }) => userId);
  const author = users.find(({ id, username }) => username === "chloe" && people.includes(id ?? ""))?.id;
  if (!roomId || !author) throw new Error("The demo has no room for a poll");
  const closesAt = new Date(Date.now() + 2 * DAY_MS);
  const options = OPTIONS.map(([text]) => text);
  const message = {
    ...PLAIN_MESSAGE,
    roomId,
    sender: { userId: author, revokedBy: "account" as const },
    clientId: CLIENT_ID,
    text: "Which sign for the start page?",
    poll: newPoll({ options, isMultiple: false, isAnonymous: false, closesAt }),
  };
  await db().$transaction(async (tx) => {
    const { outcomes } = await append.write(sqlOf(tx), [message]);
    if (!outcomes[0]?.ok) throw outcomes[0]?.error;
    const [row] = await selectMessages(
      tx,
      Prisma.sql`x.room_id = ${roomId}::uuid AND x.client_id = ${CLIENT_ID}`,
    );
    if (!row) throw new Error("The demo's poll is gone");
    const choices = OPTIONS.flatMap(([, share], index) =>
      Array.from({ length: Math.round(share * people.length) }, () => index + 1),
    );
    const data = people.flatMap((userId, index) => {
      const choice = choices[index];
      return choice ? [{ messageId: row.id, voter: userId, userId, optionIds: [choice] }] : [];
    });
    await tx.pollVote.createMany({ data });
    await countVotes({ db: tx, changed: () => {} }, row);
  });
}
