import { countVotes } from "@/lib/domain/polls/count-votes";
import { newPoll } from "@/lib/domain/polls/poll-fields";
import { db } from "@/lib/platform/database/db";
import type { Workspace } from "./northwind";
import { stageOf, writeMessage } from "./write-message";

const DAY_MS = 86_400_000;

/** Options with the share of the room that chose each. */
const OPTIONS: readonly [text: string, share: number][] = [
  ["Compass, two colours", 0.5],
  ["Compass, one colour", 0.3],
  ["The old one", 0.1],
];

/** Asks the design room for its favourite sign, as the writer does, with votes of its members. */
export async function addPoll(workspace: Workspace): Promise<void> {
  const stage = stageOf(workspace, "design", "chloe");
  const closesAt = new Date(Date.now() + 2 * DAY_MS);
  const options = OPTIONS.map(([text]) => text);
  const poll = newPoll({ options, isMultiple: false, isAnonymous: false, closesAt });
  const choices = OPTIONS.flatMap(([, share], index) =>
    Array.from({ length: Math.round(share * stage.people.length) }, () => index + 1),
  );
  await db().$transaction(async (tx) => {
    const message = { clientId: "demo-poll", text: "Which sign for the start page?", poll };
    const row = await writeMessage(tx, stage, message);
    const data = stage.people.flatMap((userId, index) => {
      const choice = choices[index];
      return choice ? [{ messageId: row.id, voter: userId, userId, optionIds: [choice] }] : [];
    });
    await tx.pollVote.createMany({ data });
    await countVotes({ db: tx, changed: () => {} }, row);
  });
}
