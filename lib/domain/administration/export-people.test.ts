import { expect, test } from "vitest";
import { rest } from "@/lib/doors/rest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, refused } from "@/tests/support/world";
import { deactivatePerson } from "./deactivate-person";
import { exportPeople } from "./export-people";

testDatabase();

const HEAD = "name,username,email,role,state,created,lastSeen";

/** The answer of REST with its bytes, and its lines without the byte order mark. */
async function csv(who: Person, query = "") {
  const request = new Request(`http://parley.test/api/v1/admin/people.csv?${query}`, {
    headers: { authorization: `Bearer ${who.token}` },
  });
  const response = await rest("/admin/people.csv").GET(request, { params: Promise.resolve({}) });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { response, bytes, lines: new TextDecoder().decode(bytes).split("\r\n").filter(Boolean) };
}

test("people come as CSV with a byte order mark, by the filters of the list", async () => {
  const [admin, ada, bob] = [
    await person("Boss", "administrator"),
    await person("Csvx Ada"),
    await person('Csvx "Bob", Jr'),
  ];
  await db().user.update({ where: { id: ada.userId }, data: { email: "ada@example.org" } });
  await deactivatePerson(admin, { user: bob.userId });
  const { response, bytes, lines } = await csv(admin, "q=csvx&sort=name");
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toContain("parley-people.csv");
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe(HEAD);
  expect(lines[1]).toMatch(/^"Csvx ""Bob"", Jr","[^"]+","","member","deactivated","\d{4}-/);
  expect(lines[2]).toMatch(new RegExp(`^"Csvx Ada","${ada.username}","ada@example.org","member","active","`));
  expect((await csv(admin, "q=csvx&state=active")).lines).toHaveLength(2);
});

test("no name is a formula in a spreadsheet", async () => {
  const admin = await person("Boss", "administrator");
  for (const [index, displayName] of ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＠SUM(A1)"].entries()) {
    const { userId } = await person("Formula");
    await db().user.update({ where: { id: userId }, data: { displayName, email: `=f${index}@e.org` } });
  }
  const { lines } = await csv(admin, "q=formula");
  expect(lines).toHaveLength(7);
  for (const line of lines.slice(1)) expect(line).toMatch(/^"'[=+\-@＝＠].*","'=f/);
});

test("a list of several pages is exported whole", async () => {
  const admin = await person("Boss", "administrator");
  await db().$executeRaw`
    INSERT INTO "user" (id, username, username_key, display_name)
    SELECT gen_random_uuid(), 'many' || n, 'many' || n, 'Many ' || n FROM generate_series(1, 450) n`;
  const { lines } = await csv(admin, "q=many");
  expect(new Set(lines).size).toBe(451);
});

test("members may not export people, nor may anyone with wrong fields", async () => {
  const [admin, ada] = [await person("Boss", "administrator"), await person("Ada")];
  expect((await csv(ada)).response.status).toBe(403);
  await expect(exportPeople(ada, {})).rejects.toMatchObject(refused("forbidden", "administrators_only"));
  expect((await csv(admin, "sort=length")).response.status).toBe(422);
});
