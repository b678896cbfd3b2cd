import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { AdminPersonView, Page } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, fold, limit, line } from "../fields";
import { escapeLike } from "../like";
import { IS_NOT_WORKSPACE_BOT } from "../notes/workspace-bot";
import { role, toAdminPersonView } from "./person-view";

const SORTS = ["username", "name", "role", "lastActive", "created"] as const;

/** The fields that narrow and order a list of people. */
export const peopleFilter = {
  q: line({ max: LIMITS.queryLength }).optional(),
  state: z.enum(["active", "deactivated", "all"]).default("all"),
  role: role.optional(),
  sort: z.enum(SORTS, { error: `Must be one of ${SORTS.join(", ")}.` }).default("username"),
  order: z.enum(["asc", "desc"], { error: 'Must be "asc" or "desc".' }).default("asc"),
};

/**
 * Lists all people, deactivated ones included, by `sort` and `order`; equal ones by name. `q` searches username,
 * display name and email. A person who moves in the order between two pages may come twice or not at all.
 */
export const listPeople = query({
  key: "person.list",
  summary: "List people with administrator details",
  needs: "admin",
  input: z.object({ ...peopleFilter, cursor, limit }),
  authorize: () => {},

  async execute({ db }, { cursor, limit, ...filter }): Promise<Page<AdminPersonView>> {
    const order = orderOf(filter);
    const after = cursor === undefined ? Prisma.sql`true` : order.after(cursor);
    const rows = await db.$queryRaw<Row[]>`
      SELECT u.id, ${order.value} AS value, ${NAME} AS name FROM "user" u
       WHERE u.deleted_at IS NULL AND ${IS_NOT_WORKSPACE_BOT} AND ${matches(filter)} AND ${after}
       ORDER BY ${order.by} LIMIT ${limit + 1}`;
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: await readPeople(
        db,
        shown.map(({ id }) => id),
      ),
      nextCursor: last ? order.cursorOf(last) : null,
    };
  },
});

type Row = { id: string; value: string | number | bigint; name: string };
type Filter = z.output<z.ZodObject<typeof peopleFilter>>;

const NAME = Prisma.sql`lower(u.display_name)`;
const microseconds = (time: Prisma.Sql) =>
  Prisma.sql`coalesce((extract(epoch FROM ${time}) * 1000000)::bigint, 0)`;

/** The values by which people are ordered, over `u`, the person. */
const VALUES = {
  username: Prisma.sql`u.username_key`,
  name: NAME,
  role: Prisma.sql`CASE u.role WHEN 'administrator' THEN 0 WHEN 'member' THEN 1 ELSE 2 END`,
  lastActive: microseconds(Prisma.sql`u.last_seen_at`),
  created: microseconds(Prisma.sql`u.created_at`),
};

/** The order of a list: its terms, the cursor of a row, and the condition for rows after a cursor. */
function orderOf({ sort, order }: Pick<Filter, "sort" | "order">) {
  const value = VALUES[sort];
  const isText = sort === "username" || sort === "name";
  const [direction, beyond] =
    order === "asc" ? [Prisma.sql`ASC`, Prisma.sql`>`] : [Prisma.sql`DESC`, Prisma.sql`<`];
  const shape = z.tuple([
    z.literal(sort),
    z.literal(order),
    isText ? cursorValue.name : cursorValue.bigNumber,
    cursorValue.name,
    cursorValue.id,
  ]);

  return {
    value,
    by: Prisma.sql`${value} ${direction}, ${NAME}, u.id`,
    cursorOf: ({ id, value, name }: Row) =>
      encodeCursor([sort, order, isText ? String(value) : Number(value), name, id]),
    after(cursor: string) {
      const [, , last, name, id] = decodeCursor(shape, cursor) ?? [];
      const lastValue = isText ? Prisma.sql`${last}::text` : Prisma.sql`${last}::bigint`;
      return Prisma.sql`(${value} ${beyond} ${lastValue}
        OR (${value} = ${lastValue} AND (${NAME}, u.id) > (${name}::text, ${id}::uuid)))`;
    },
  };
}

/** The condition of a filter, over `u`, the person. */
function matches({ q, state, role }: Filter): Prisma.Sql {
  const pattern = q ? `%${escapeLike(fold(q))}%` : null;
  return Prisma.sql`
    (${pattern}::text IS NULL OR u.username_key LIKE ${pattern} OR ${NAME} LIKE ${pattern} OR u.email_key LIKE ${pattern})
    AND (${state} = 'all' OR (${state} = 'deactivated') = (u.deactivated_at IS NOT NULL))
    AND (${role ?? null}::text IS NULL OR u.role::text = ${role ?? null})`;
}

/** Reads these people with the number of their sessions and passkeys, in the order of the ids. */
async function readPeople(db: Db, ids: string[]): Promise<AdminPersonView[]> {
  const users = await db.user.findMany({ where: { id: { in: ids } } });
  const byId = new Map(users.map((user) => [user.id, user]));
  const { sessions, passkeys } = await readCounts(db, ids);
  return ids.flatMap((id) => {
    const user = byId.get(id);
    return user ? [toAdminPersonView(user, sessions.get(id) ?? 0, passkeys.get(id) ?? 0)] : [];
  });
}

/** Counts the sessions and passkeys of these people, by person. As parts of `include` they would be counted for everyone. */
async function readCounts(db: Db, ids: string[]) {
  const userId = { in: ids };
  const sessions = await db.session.groupBy({
    by: "userId",
    where: { userId, endedAt: null, expiresAt: { gt: new Date() }, apiToken: null },
    _count: true,
  });
  const passkeys = await db.passkey.groupBy({ by: "userId", where: { userId }, _count: true });
  return { sessions: byPerson(sessions), passkeys: byPerson(passkeys) };
}

const byPerson = (rows: { userId: string; _count: number }[]) =>
  new Map(rows.map(({ userId, _count }) => [userId, _count]));
