import { expect, test } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { mostRead } from "@/tests/support/plans";
import { person, refused } from "@/tests/support/world";
import { listPeople } from "./list-people";
import { changeRole } from "./people";

testDatabase();

type Input = Parameters<typeof listPeople>[1];

/** Three people who share a part of their names: by name Anna, Bert, Carl; Bert is a guest. */
async function three() {
  const admin = await person("Boss", "administrator");
  const people = [await person("Qwx Carl"), await person("Qwx anna"), await person("Qwx Bert")];
  const [carl, anna, bert] = people.map(({ userId }) => userId) as [string, string, string];
  await changeRole(admin, { user: bert, role: "guest" });
  const seenAt = (id: string, lastSeenAt: Date | null) =>
    db().user.update({ where: { id }, data: { lastSeenAt } });
  await seenAt(carl, new Date("2026-11-01T10:00:00.001Z"));
  await seenAt(anna, null);
  await seenAt(bert, new Date("2026-11-02T10:00:00Z"));
  return { admin, carl, anna, bert };
}

/** The ids of a whole list, read one by one. */
async function read(actor: Actor, input: Input): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listPeople>> = await listPeople(actor, {
      q: "qwx",
      limit: 1,
      ...input,
      ...(cursor && { cursor }),
    });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  return ids;
}

test("people are listed in each order, both ways, page by page", async () => {
  const { admin, carl, anna, bert } = await three();
  expect(await read(admin, { sort: "name" })).toEqual([anna, bert, carl]);
  expect(await read(admin, { sort: "name", order: "desc" })).toEqual([carl, bert, anna]);
  expect(await read(admin, { sort: "role" })).toEqual([anna, carl, bert]);
  expect(await read(admin, { sort: "role", order: "desc" })).toEqual([bert, anna, carl]);
  expect(await read(admin, { sort: "lastActive" })).toEqual([anna, carl, bert]);
  expect(await read(admin, { sort: "lastActive", order: "desc" })).toEqual([bert, carl, anna]);
  expect(await read(admin, { sort: "created" })).toEqual([carl, anna, bert]);
});

test("a cursor of another order, or none at all, is a wrong field", async () => {
  const { admin } = await three();
  const { nextCursor } = await listPeople(admin, { q: "qwx", sort: "name", limit: 1 });
  for (const input of [
    { sort: "role", cursor: nextCursor ?? "" },
    { sort: "name", order: "desc", cursor: nextCursor ?? "" },
    { sort: "name", cursor: "nonsense" },
    { sort: "length" },
    { order: "sideways" },
  ])
    await expect(listPeople(admin, input as Input)).rejects.toMatchObject(refused("validation_failed"));
});

test("a page reads the sessions of its own people alone", async () => {
  const { admin } = await three();
  const { sessionId } = await person("Other");
  await db().$executeRaw`
    INSERT INTO session
    SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid()))).*
      FROM session s, generate_series(1, 2000) WHERE s.id = ${sessionId}::uuid`;
  await db().$executeRaw`ANALYZE session`;
  const { rows } = await mostRead(() => listPeople(admin, { q: "qwx" }));
  expect(rows).toBeLessThan(200);
  expect((await listPeople(admin, { q: "other" })).items[0]?.sessionCount).toBe(2001);
});

test("members and guests may not list people with administrator details", async () => {
  for (const role of ["member", "guest"] as const)
    await expect(listPeople(await person("Ada", role), {})).rejects.toMatchObject(
      refused("forbidden", "administrators_only"),
    );
});
