import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import type { ConfirmationOfView, Page } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, id, limit } from "../fields";
import { requireAllowed } from "../messages/change-message";
import { requireMessageFor } from "../messages/message-scopes";
import type { MessageRow } from "../messages/message-view";
import { toUserView } from "../people/user-view";
import { requireConfirmation, waitingFor } from "./stored-confirmation";

/** People who confirmed a message, or those who are asked and have not. */
export const confirmationState = z.enum(["confirmed", "waiting"], {
  error: "Must be confirmed or waiting.",
});

/**
 * Lists the people who confirmed a message, or who have not, by name, for its sender, the room's moderators and administrators
 * in it. People who confirmed and left the room since are among the first. Errors: `not_found`, also for a message that asks
 * nothing; `gone` for a deleted one; `forbidden`; `validation_failed`.
 */
export const listConfirmations = query({
  key: "message.confirmations",
  summary: "List who confirmed a message, or who has not",
  input: z.object({ message: id, state: confirmationState.default("confirmed"), cursor, limit }),

  async authorize({ db, me }, { message }) {
    const { message: row } = await requireMessageFor(db, me, "see confirmations", message);
    requireAllowed("see confirmations", row, me.userId);
    requireConfirmation(row);
    return row;
  },

  async execute({ db }, { state, cursor, limit }, message): Promise<Page<ConfirmationOfView>> {
    const after = decodeCursor(z.tuple([cursorValue.name, cursorValue.id]), cursor);
    const rows = await readPeople(db, message, { state, after, many: limit + 1 });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: await toViews(db, page),
      nextCursor: last ? encodeCursor([last.displayName, last.id]) : null,
    };
  },
});

async function toViews(db: Db, rows: readonly PersonRow[]): Promise<ConfirmationOfView[]> {
  const users = await db.user.findMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  const byId = new Map(users.map((user) => [user.id, toUserView(user)]));
  return rows.flatMap(({ id, confirmedAt }) => {
    const user = byId.get(id);
    return user ? [{ user, confirmedAt: confirmedAt?.toISOString() ?? null }] : [];
  });
}

type PeopleQuery = {
  state: z.output<typeof confirmationState>;
  after: [name: string, id: string] | null;
  many: number;
};
type PersonRow = { id: string; displayName: string; confirmedAt: Date | null };

function readPeople(db: Db, message: MessageRow, { state, after, many }: PeopleQuery) {
  const isConfirmed = state === "confirmed";
  const from = isConfirmed
    ? Prisma.sql`message_confirmation c JOIN "user" u ON u.id = c.user_id WHERE c.message_id = ${message.id}::uuid`
    : waitingFor(message);
  const rest = after
    ? Prisma.sql`AND (u.display_name, u.id) > (${after[0]}, ${after[1]}::uuid)`
    : Prisma.empty;
  return db.$queryRaw<PersonRow[]>`
    SELECT u.id, u.display_name AS "displayName",
           ${isConfirmed ? Prisma.sql`c.confirmed_at` : Prisma.sql`NULL::timestamptz`} AS "confirmedAt"
      FROM ${from} ${rest} ORDER BY u.display_name, u.id LIMIT ${many}`;
}
