import { notFound } from "@/lib/core/errors";
import type { Context } from "@/lib/core/operation";
import type { GroupView } from "@/lib/shared/views";
import { Prisma, type UserGroup } from "@/prisma/generated/client";
import { fold, isId } from "../fields";
import { visibleTo } from "../people/access";

/** A group with its numbers for one reader. */
export type GroupRow = Pick<
  UserGroup,
  "id" | "handle" | "name" | "description" | "createdById" | "createdAt"
> & {
  /** The name as lists are ordered by it. */
  sortKey: string;
  memberCount: number;
  groupCount: number;
};

type Me = Context["me"];

/** The people of the group `g` whom the reader sees. */
const seenPeople = (me: Me) =>
  me.role === "guest"
    ? Prisma.sql`people_of_group(g.id) AS p (id) JOIN "user" u ON u.id = p.id AND ${visibleTo(me)}`
    : Prisma.sql`people_of_group(g.id)`;

/** Condition over `g`, the group, that the reader sees it: everyone, but guests only where they see somebody in it. */
const seenBy = (me: Me) =>
  me.role === "guest" ? Prisma.sql`EXISTS (SELECT 1 FROM ${seenPeople(me)})` : Prisma.sql`true`;

/**
 * Selects groups that the reader sees.
 *
 * @param where over `g`, the group
 * @param end the order and the number of rows
 */
export const selectGroups = (db: Context["db"], me: Me, where: Prisma.Sql, end = Prisma.empty) =>
  db.$queryRaw<GroupRow[]>`
    SELECT g.id, g.handle, g.name, g.description, g.created_by_id AS "createdById", g.created_at AS "createdAt",
           lower(g.name) AS "sortKey", (SELECT count(*)::int FROM ${seenPeople(me)}) AS "memberCount",
           (SELECT count(*)::int FROM nested_group n WHERE n.group_id = g.id) AS "groupCount"
      FROM user_group g WHERE ${where} AND ${seenBy(me)} ${end}`;

/** Finds a group by handle or id. Error: `not_found`, for guests also where they see nobody in it. */
export async function requireGroup(
  { db, me }: Pick<Context, "db" | "me">,
  reference: string,
): Promise<GroupRow> {
  const isThis = isId(reference)
    ? Prisma.sql`g.id = ${reference}::uuid`
    : Prisma.sql`g.handle_key = ${fold(reference)}`;
  const [found] = await selectGroups(db, me, isThis);
  if (!found) throw notFound("Group not found.");
  return found;
}

/** Converts a group to its view. */
export const toGroupView = (row: GroupRow, mayChange: boolean): GroupView => ({
  id: row.id,
  handle: row.handle,
  name: row.name,
  description: row.description,
  memberCount: row.memberCount,
  groupCount: row.groupCount,
  mayChange,
  createdAt: row.createdAt.toISOString(),
});
