import { z } from "zod";
import { forbidden, notFound } from "@/lib/core/errors";
import { query } from "@/lib/core/operation";
import type { Page, UserView } from "@/lib/shared/views";
import { idOfCursor } from "../cursor";
import { cursor, id, limit, wholeNumber } from "../fields";
import { requireMessage } from "../messages/access";
import { toUserView } from "../people/user-view";
import { requirePoll } from "./stored-poll";

/**
 * Lists the people who chose an option, in pages. Errors: `not_found`, also for an option that the poll does not have;
 * `forbidden` (`anonymous`) for everybody in an anonymous poll, where no row says it.
 */
export const listVoters = query({
  key: "poll.voters",
  summary: "List who chose an option of a poll",
  input: z.object({ message: id, option: wholeNumber((number) => number), cursor, limit }),
  authorize: async ({ db, me }, { message }) => (await requireMessage(db, me, "read", message)).message,

  async execute({ db }, { message, option, cursor, limit }, row): Promise<Page<UserView>> {
    const poll = requirePoll(row);
    if (!poll.options.some(({ id }) => id === option)) throw notFound("This poll doesn't have this option.");
    if (poll.isAnonymous) throw forbidden("This poll is anonymous.", "anonymous");
    const rows = await db.pollVote.findMany({
      where: {
        messageId: message,
        optionIds: { has: option },
        ...(cursor && { voter: { gt: idOfCursor(cursor) } }),
      },
      include: { user: true },
      orderBy: { voter: "asc" },
      take: limit + 1,
    });
    const items = rows.slice(0, limit).flatMap(({ user }) => (user ? [toUserView(user)] : []));
    return { items, nextCursor: rows.length > limit ? (rows[limit - 1]?.voter ?? null) : null };
  },
});
