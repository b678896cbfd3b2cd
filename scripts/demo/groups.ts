import { handleColumns } from "@/lib/domain/groups/create-group";
import type { NamedGroupView } from "@/lib/shared/views";
import type { Prisma } from "@/prisma/generated/client";
import type { Colleague } from "./people";
import type { Random } from "./random";

/** The rows of the demo's user groups. */
export type GroupRows = {
  groups: Prisma.UserGroupCreateManyInput[];
  groupMembers: Prisma.UserGroupMemberCreateManyInput[];
  nestedGroups: Prisma.NestedGroupCreateManyInput[];
};

/** One line each: handle | name | description | usernames | handles of the groups in it. */
const LINES = `
  backend | Backend team | Services, databases and the jobs behind them | anna alexey pavel roman peter |
  on-call | On call | The pager of this week | lukas tom |
  engineering | Engineering | Everybody who ships code | ivan daniel priya timur | backend on-call
`;

/** Makes the groups; an administrator made them on the first day. */
export function makeGroups(colleagues: readonly Colleague[], founded: number, random: Random): GroupRows {
  const userOf = new Map(colleagues.map(({ username, id }) => [username, id]));
  const plans = LINES.trim()
    .split("\n")
    .map((line) => line.split("|").map((part) => part.trim()))
    .map(([handle = "", name = "", description = "", people = "", nested = ""]) => ({
      ...{ id: random.id(founded), handle, name, description },
      people: words(people),
      nested: words(nested),
    }));
  const idOf = new Map(plans.map(({ handle, id }) => [handle, id]));
  return {
    groups: plans.map(({ id, handle, name, description }) => ({
      ...{ id, name, description, ...handleColumns(handle) },
      createdById: colleagues[0]!.id,
      createdAt: new Date(founded),
    })),
    groupMembers: plans.flatMap(({ id, people }) =>
      people.map((one) => ({ groupId: id, userId: userOf.get(one)! })),
    ),
    nestedGroups: plans.flatMap(({ id, nested }) =>
      nested.map((one) => ({ groupId: id, nestedId: idOf.get(one)! })),
    ),
  };
}

const words = (text: string) => text.split(/\s+/).filter(Boolean);

/** Finds the groups that a message names, with their people in the room, as a message keeps them. */
export function groupsNamed(
  { groups, groupMembers, nestedGroups }: GroupRows,
  keys: readonly string[],
  isInRoom: (userId: string) => boolean,
): NamedGroupView[] {
  return keys.flatMap((key) => {
    const group = groups.find(({ handleKey }) => handleKey === key);
    if (!group) return [];
    const { id, handle, name } = group;
    const nested = nestedGroups.filter(({ groupId }) => groupId === id).map(({ nestedId }) => nestedId);
    const people = groupMembers.filter(({ groupId }) => groupId === id || nested.includes(groupId));
    const userIds = [...new Set(people.map(({ userId }) => userId))].filter(isInRoom).sort();
    return [{ id, handle, name, userIds }];
  });
}
