import type { Db } from "@/lib/platform/database/db";
import { fold } from "@/lib/shared/text/fold";
import type { NamedGroupView } from "@/lib/shared/views";

/**
 * Finds the groups that a text names in a room, by their folded handles: those that have somebody there, with these
 * people. A person is listed in the first group that they belong to.
 *
 * @param keys folded names in the order of the text
 */
export async function findNamedGroups(
  db: Pick<Db, "$queryRaw">,
  roomId: string,
  keys: readonly string[],
): Promise<NamedGroupView[]> {
  if (keys.length === 0) return [];
  const [row] = await db.$queryRaw<{ groups: NamedGroupView[] | null }[]>`
    SELECT named_groups(${roomId}::uuid, ${[...keys]}::text[]) AS groups`;
  return row?.groups ?? [];
}

/** Returns those of these folded names that are handles of groups with somebody in the room. */
export async function findPresentHandles(
  db: Pick<Db, "$queryRaw">,
  roomId: string,
  names: readonly string[],
): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ key: string }[]>`
    SELECT g.handle_key AS key FROM user_group g
     WHERE g.handle_key = ANY(${[...names]}::text[])
       AND EXISTS (SELECT 1 FROM people_of_group(g.id, ${roomId}::uuid))`;
  return new Set(rows.map(({ key }) => key));
}

/** Groups by the folded handles that mention them. */
export const byHandle = (groups: readonly NamedGroupView[]) =>
  new Map(groups.map((group) => [fold(group.handle), group]));

/** The people whom these groups mention. */
export const peopleOf = (groups: readonly NamedGroupView[]): string[] =>
  groups.flatMap(({ userIds }) => userIds);
