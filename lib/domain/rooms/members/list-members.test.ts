import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import type { MemberView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { accounts, add } from "@/tests/support/membership";
import { type Person, person, refused, room } from "@/tests/support/world";
import { listMembers, readMember } from "./list-members";

testDatabase();

/** Everybody in a room, page by page. */
async function everybody(by: Person, { id }: { id: string }, q?: string): Promise<MemberView[]> {
  const found: MemberView[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listMembers(by, { room: id, q, limit: 200, ...(cursor && { cursor }) });
    found.push(...page.items);
    if (!page.nextCursor) return found;
    cursor = page.nextCursor;
  }
}

/** Names of which many are the same, in either case and more than one alphabet. */
const NAMES = ["Ada", "ada", "Ёлка", "Žofie", "100%"];

describe("the members of a room of 5,000", () => {
  test("come once each, by role and name, page by page", async () => {
    const ada = await person("Zoe");
    const den = await room(ada);
    const ids = await accounts(4_999, (i) => `${NAMES[i % 5]} ${i % 3 === 0 ? "" : i}`.trim());
    await db().$executeRaw`
      INSERT INTO membership (room_id, user_id, role)
      SELECT ${den.id}::uuid, id, (CASE WHEN n % 50 = 0 THEN 'moderator' ELSE 'member' END)::room_role
        FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS u (id, n)`;

    const found = await everybody(ada, den);
    expect(new Set(found.map(({ user }) => user.id))).toEqual(new Set([ada.userId, ...ids]));
    expect(found).toHaveLength(5_000);
    const ranks = found.map(({ role }) => ["owner", "moderator", "member"].indexOf(role));
    expect(ranks).toEqual(ranks.toSorted());
    expect(ranks.filter((rank) => rank === 1)).toHaveLength(99);
    const same = found.filter(
      ({ role, user }) => role === "member" && user.displayName.toLowerCase() === "ada",
    );
    const from = found.indexOf(same[0]!);
    expect(found.slice(from, from + same.length)).toEqual(same);
    expect(await everybody(ada, den, "100%")).toHaveLength(999);
  });
});

test("members are listed by name or by the time they joined, page by page", async () => {
  const [owner, bob, abe] = [await person("Zed"), await person("Bob"), await person("abe")];
  const den = await room(owner);
  for (const who of [bob, abe]) await add(owner, den, who);
  const ids = async (sort: "role" | "name" | "joined") => {
    const first = await listMembers(owner, { room: den.id, sort, limit: 2 });
    const second = await listMembers(owner, { room: den.id, sort, limit: 2, cursor: first.nextCursor! });
    return [...first.items, ...second.items].map(({ user }) => user.id);
  };
  expect(await ids("role")).toEqual([owner.userId, abe.userId, bob.userId]);
  expect(await ids("name")).toEqual([abe.userId, bob.userId, owner.userId]);
  expect(await ids("joined")).toEqual([owner.userId, bob.userId, abe.userId]);
  const { nextCursor } = await listMembers(owner, { room: den.id, sort: "name", limit: 1 });
  await expect(
    listMembers(owner, { room: den.id, sort: "joined", cursor: nextCursor! }),
  ).rejects.toMatchObject(refused("validation_failed"));
});

describe("a membership", () => {
  test("shows the way of joining and the adder, to people who may see the members", async () => {
    const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
    const [den, crew] = [await room(ada), await room(ada, { kind: "group" })];
    for (const one of [den, crew]) await add(ada, one, bob);
    for (const who of [bob, eve])
      expect(await readMember(who, { room: den.id, user: bob.username })).toMatchObject({
        entry: "added",
        addedBy: { displayName: "Ada" },
        role: "member",
      });
    expect(await readMember(ada, { room: den.id, user: "me" })).toMatchObject({
      entry: "created",
      addedBy: null,
    });
    await expect(readMember(eve, { room: crew.id, user: bob.userId })).rejects.toMatchObject(
      refused("not_found"),
    );
    await expect(readMember(bob, { room: den.id, user: eve.userId })).rejects.toMatchObject(
      refused("not_found"),
    );
  });

  test("a cursor that no page gave is refused by its name", async () => {
    const ada = await person("Ada");
    await expect(listMembers(ada, { room: (await room(ada)).id, cursor: "x" })).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: "cursor" }] },
    });
  });
});
