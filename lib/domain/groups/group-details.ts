import type { Context } from "@/lib/core/operation";
import type { GroupDetailsView, PersonView } from "@/lib/shared/views";
import { Prisma, type User } from "@/prisma/generated/client";
import { visibleTo } from "../people/access";
import { toPersonView } from "../people/user-view";
import { type GroupRow, selectGroups, toGroupView } from "./find-group";
import { groupMakerOf, mayChangeGroup } from "./group-maker";

/** People of a group outside a room who are named. */
const MOST_ABSENT = 20;

type Asking = Pick<Context, "db" | "me">;

/**
 * Reads a group with its members and nested groups, as the caller sees them.
 *
 * @param roomId also tells who of the group is in this room
 */
export async function readGroupDetails(
  ctx: Asking,
  group: GroupRow,
  roomId: string | null = null,
): Promise<GroupDetailsView> {
  const maker = await groupMakerOf(ctx);
  const nested = await selectGroups(
    ctx.db,
    ctx.me,
    Prisma.sql`g.id IN (SELECT n.nested_id FROM nested_group n WHERE n.group_id = ${group.id}::uuid)`,
    Prisma.sql`ORDER BY "sortKey", g.id`,
  );
  const members = await readPeople(
    ctx,
    Prisma.sql`SELECT m.user_id FROM user_group_member m WHERE m.group_id = ${group.id}::uuid`,
  );
  return {
    ...toGroupView(group, mayChangeGroup(maker, ctx.me, group)),
    members,
    groups: nested.map(({ id, handle, name, memberCount }) => ({ id, handle, name, memberCount })),
    inRoom: roomId === null ? null : await readInRoom(ctx, group.id, roomId),
  };
}

async function readInRoom(ctx: Asking, groupId: string, roomId: string) {
  const people = await readPeople(ctx, Prisma.sql`SELECT * FROM people_of_group(${groupId}::uuid)`);
  const inside = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM people_of_group(${groupId}::uuid, ${roomId}::uuid) AS p (id)`;
  const isInside = new Set(inside.map(({ id }) => id));
  const absent = people.filter(({ id }) => !isInside.has(id));
  return {
    memberCount: inside.length,
    absent: absent.slice(0, MOST_ABSENT),
    absentCount: absent.length,
  };
}

/** The active people of these ids whom the caller sees, by name. */
async function readPeople({ db, me }: Asking, ids: Prisma.Sql): Promise<PersonView[]> {
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT u.id FROM "user" u
     WHERE u.id IN (${ids}) AND u.deactivated_at IS NULL AND ${visibleTo(me)}`;
  const users: User[] = await db.user.findMany({ where: { id: { in: found.map(({ id }) => id) } } });
  return users.map(toPersonView).sort(byName);
}

const byName = (a: PersonView, b: PersonView) =>
  a.displayName.localeCompare(b.displayName) || (a.id < b.id ? -1 : 1);
