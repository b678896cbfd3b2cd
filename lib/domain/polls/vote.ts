import { createHmac } from "node:crypto";
import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import { advanceJob } from "@/lib/core/jobs/periodic";
import { query } from "@/lib/core/operation";
import { publishToMember } from "@/lib/delivery/publish";
import { type ChangeContext, roomOperation } from "@/lib/delivery/room-operation";
import type { Db } from "@/lib/platform/database/db";
import { keyFor } from "@/lib/platform/secrets/seal";
import { LIMITS } from "@/lib/shared/limits";
import type { ServerFrames } from "@/lib/shared/live";
import type { PollView, PollVoteView } from "@/lib/shared/views";
import { id, wholeNumber } from "../fields";
import { requireMessage } from "../messages/access";
import { requireAllowed } from "../messages/change-message";
import { answerScope } from "../messages/message-scopes";
import { countSoon } from "./count-votes";
import { requireOpen, requirePoll } from "./stored-poll";
import { pollClockJob } from "./update-polls";

const optionIds = z
  .array(
    wholeNumber((number) => number),
    { error: "Must be a list of numbers of options." },
  )
  .max(LIMITS.pollOptions.max, { error: `At most ${LIMITS.pollOptions.max} options.` })
  .transform((ids) => [...new Set(ids)].sort((a, b) => a - b));

/**
 * Sets the caller's vote in a poll: the whole choice, in place of an earlier one; an empty one withdraws it. The same again
 * changes nothing. In an anonymous poll the row names nobody. Nobody is notified. Errors: `not_found`, also for a message
 * without a poll; `gone` for a deleted one; `forbidden` in an archived room; `conflict` (`poll_closed`);
 * `validation_failed` for an option that the poll does not have, and for several where one may be chosen; `rate_limited`.
 */
export const vote = roomOperation({
  key: "poll.vote",
  summary: "Vote in a poll",
  input: z.object({ message: id, optionIds }),
  ...answerScope("react"),

  async execute(ctx, { optionIds }, message): Promise<void> {
    requireAllowed("vote", message, ctx.me.userId);
    const poll = requirePoll(message);
    requireOptions(poll, optionIds);
    await requireOpen(ctx.db, poll);
    if (!(await writeVote(ctx, { messageId: message.id, poll, optionIds }))) return;
    const seconds = await countSoon(ctx, message);
    if (seconds !== null) await advanceJob(ctx, pollClockJob, seconds);
    const frame: ServerFrames["poll_vote"] = { messageId: message.id, optionIds };
    ctx.afterCommit(() => publishToMember(ctx.me.userId, message.roomId, "poll_vote", frame));
  },
});

/** Reads the caller's own vote in a poll. Error: `not_found`, also for a message without a poll. */
export const readVote = query({
  key: "poll.read-vote",
  summary: "Get my vote in a poll",
  input: z.object({ message: id }),
  authorize: async ({ db, me }, { message }) => (await requireMessage(db, me, "read", message)).message,

  async execute({ db, me }, { message }, row): Promise<PollVoteView> {
    return { optionIds: await optionIdsOf(db, message, voterIn(requirePoll(row), message, me.userId)) };
  },
});

function requireOptions({ options, isMultiple }: PollView, optionIds: readonly number[]): void {
  if (!optionIds.every((one) => options.some(({ id }) => id === one)))
    throw invalidField("optionIds", "Names an option that the poll doesn't have.", "invalid");
  if (!isMultiple && optionIds.length > 1)
    throw invalidField("optionIds", "Only one option can be chosen in this poll.", "too_many");
}

/**
 * Names a voter in the rows of a poll. In an anonymous one it is a hash of the person and the message, keyed with the
 * installation's secret, so that neither the rows nor a copy of them say who voted.
 */
const voterIn = ({ isAnonymous }: PollView, messageId: string, userId: string): string =>
  isAnonymous
    ? createHmac("sha256", keyFor("poll")).update(`${messageId} ${userId}`).digest("base64url")
    : userId;

async function optionIdsOf(db: Db, messageId: string, voter: string): Promise<number[]> {
  const known = await db.pollVote.findUnique({ where: { messageId_voter: { messageId, voter } } });
  return known?.optionIds ?? [];
}

type Vote = { messageId: string; poll: PollView; optionIds: number[] };

/** Writes a vote. @returns false if it was that already */
async function writeVote({ db, me }: ChangeContext, { messageId, poll, optionIds }: Vote): Promise<boolean> {
  const voter = voterIn(poll, messageId, me.userId);
  if (optionIds.length === 0)
    return (await db.pollVote.deleteMany({ where: { messageId, voter } })).count > 0;
  const count = await db.$executeRaw`
    INSERT INTO poll_vote (message_id, voter, user_id, option_ids)
    VALUES (${messageId}::uuid, ${voter}, ${poll.isAnonymous ? null : me.userId}::uuid, ${optionIds}::int[]::smallint[])
    ON CONFLICT (message_id, voter) DO UPDATE SET option_ids = excluded.option_ids
     WHERE poll_vote.option_ids <> excluded.option_ids`;
  return count > 0;
}
