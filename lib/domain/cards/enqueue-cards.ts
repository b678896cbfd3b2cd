import { type EnqueueContext, enqueueAll } from "@/lib/core/jobs/enqueue";
import type { CommitHandler } from "@/lib/delivery/commit-work";
import { mayHaveLinks } from "@/lib/shared/markdown/links-of-text";
import { Prisma } from "@/prisma/generated/client";
import { readCommittedMessages } from "../messages/committed-messages";
import { fillCardsJob } from "./fill-cards";

/**
 * Queues the work on the cards of messages whose text is new: sent, forwarded or edited. A message without links needs
 * none, unless an edit took its last link away. One job a message: an edit while it runs makes it run again.
 */
export async function enqueueCards(
  ctx: EnqueueContext,
  messages: { id: string; text: string; hadCards?: boolean }[],
): Promise<void> {
  const wanted = messages.filter(({ text, hadCards }) => hadCards || mayHaveLinks(text));
  await enqueueAll(ctx, fillCardsJob, new Map(wanted.map(({ id }) => [id, { messageId: id }])));
}

/** As `mayHaveLinks`, for PostgreSQL. */
const HAS_LINKS = Prisma.sql`x.text ~* '://|www[.]'`;

/** Queues the cards of new messages. */
export const cardsOfCommits: CommitHandler = async (ctx, commits) =>
  enqueueCards(ctx, await readCommittedMessages(ctx.db, commits, HAS_LINKS));
