import { z } from "zod";
import { query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { GroupView, Page } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, fold, limit, line, reference } from "../fields";
import { escapeLike } from "../like";
import { requirePerson } from "../people/access";
import { selectGroups, toGroupView } from "./find-group";
import { groupMakerOf, mayChangeGroup } from "./group-maker";

/**
 * Lists groups by name; `q` searches names and handles, `user` gives those that a person is in, also by a nested group.
 * Guests see groups in which they see somebody. Errors: `not_found` for a person whom the caller may not see;
 * `validation_failed`.
 */
export const listGroups = query({
  key: "group.list",
  summary: "List user groups",
  input: z.object({
    q: line({ max: LIMITS.queryLength }).optional(),
    user: reference.optional(),
    cursor,
    limit,
  }),
  authorize: ({ db, me }, { user }) => (user === undefined ? null : requirePerson(db, me, user)),

  async execute(ctx, { q, cursor, limit }, person): Promise<Page<GroupView>> {
    const after = decodeCursor(z.tuple([cursorValue.name, cursorValue.id]), cursor);
    const where = Prisma.sql`${isAfter(after)} AND ${matches(q)} AND ${has(person?.id)}`;
    const rows = await selectGroups(
      ctx.db,
      ctx.me,
      where,
      Prisma.sql`ORDER BY lower(g.name), g.id LIMIT ${limit + 1}`,
    );
    const maker = await groupMakerOf(ctx);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => toGroupView(row, mayChangeGroup(maker, ctx.me, row))),
      nextCursor: last ? encodeCursor([last.sortKey, last.id]) : null,
    };
  },
});

const isAfter = (after: readonly [string, string] | null) =>
  after ? Prisma.sql`(lower(g.name), g.id) > (${after[0]}, ${after[1]}::uuid)` : Prisma.sql`true`;

function matches(q = ""): Prisma.Sql {
  if (!q) return Prisma.sql`true`;
  const pattern = `%${escapeLike(fold(q))}%`;
  return Prisma.sql`(g.handle_key LIKE ${pattern} OR lower(g.name) LIKE ${pattern})`;
}

const has = (userId: string | undefined) =>
  userId === undefined
    ? Prisma.sql`true`
    : Prisma.sql`EXISTS (SELECT 1 FROM people_of_group(g.id) AS o (id) WHERE o.id = ${userId}::uuid)`;
