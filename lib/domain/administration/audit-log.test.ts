import { describe, expect, test } from "vitest";
import { recordAudit } from "@/lib/core/audit";
import { rest } from "@/lib/doors/rest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, refused } from "@/tests/support/world";
import { exportAuditEntries, listAuditEntries } from "./audit-log";
import { changeRole } from "./people";

testDatabase();

const boss = () => person("Boss", "administrator");
const note = (name: string, more: object = {}) =>
  recordAudit(db(), {
    action: "test.note",
    address: "192.0.2.9",
    target: { id: crypto.randomUUID(), name },
    ...more,
  });

async function csv(who: Person, query: string) {
  const request = new Request(`http://parley.test/api/v1/admin/audit.csv?${query}`, {
    headers: { authorization: `Bearer ${who.token}` },
  });
  const response = await rest("/admin/audit.csv").GET(request, { params: Promise.resolve({}) });
  return { response, lines: (await response.text()).split("\r\n").filter(Boolean) };
}

describe("the audit log", () => {
  test("shows actor, target, address and time; newest first, by filter and page", async () => {
    const [admin, ada] = [await boss(), await person("Ada")];
    await changeRole({ ...admin, address: "203.0.113.77" }, { user: ada.userId, role: "guest" });
    await changeRole(admin, { user: ada.userId, role: "member" });
    const { items } = await listAuditEntries(admin, { person: ada.userId });
    expect(items.map(({ details }) => details)).toEqual([
      { from: "guest", to: "member" },
      { from: "member", to: "guest" },
    ]);
    expect(items[1]).toMatchObject({
      action: "person.change-role",
      actorName: admin.username,
      targetName: ada.username,
      address: "203.0.113.77",
    });
    const first = await listAuditEntries(admin, { person: ada.userId, limit: 1 });
    const second = await listAuditEntries(admin, { person: ada.userId, limit: 1, cursor: first.nextCursor! });
    expect([...first.items, ...second.items]).toEqual(items);
    expect((await listAuditEntries(admin, { q: "203.0.113.77" })).items).toEqual([items[1]]);
    expect((await listAuditEntries(admin, { person: ada.userId, action: "none" })).items).toEqual([]);
    const future = new Date(Date.now() + 60_000).toISOString();
    expect((await listAuditEntries(admin, { person: ada.userId, after: future })).items).toEqual([]);
    expect((await listAuditEntries(admin, { person: ada.userId, before: future })).items).toHaveLength(2);
  });

  test("names people as they are called now, and finds them by it", async () => {
    const [admin, ada] = [await boss(), await person("Ada")];
    await changeRole(admin, { user: ada.userId, role: "guest" });
    await db().user.update({ where: { id: ada.userId }, data: { displayName: "Adelheid Qv" } });
    const [entry] = (await listAuditEntries(admin, { q: "adelheid qv" })).items;
    expect(entry).toMatchObject({ targetName: ada.username, targetDisplayName: "Adelheid Qv" });
    expect(entry?.actorDisplayName).toBe("Boss");
    await db().user.update({ where: { id: ada.userId }, data: { deletedAt: new Date() } });
    expect((await listAuditEntries(admin, { person: ada.userId })).items[0]?.targetDisplayName).toBeNull();
  });

  test("comes as CSV, however long it is, by the same filters", async () => {
    const admin = await boss();
    for (let i = 0; i < 450; i++) await note(`line ${i}`, { address: "198.51.100.7" });
    const { response, lines } = await csv(admin, "q=198.51.100.7");
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toContain("attachment");
    expect(lines).toHaveLength(451);
    expect(lines[0]).toBe("at,action,actorName,targetName,address,details,actorId,targetId");
    expect(new Set(lines.slice(1).map((line) => line.split(",")[3])).size).toBe(450);
  });

  test("has no cell that a spreadsheet would work out, and none that ends early", async () => {
    const admin = await boss();
    const bad = ['=HYPERLINK("http://evil")', "+1", "-1", "@SUM(A1)", "\t=1", " =1", 'a"b,c\nd', "|cmd"];
    for (const name of bad) await note(name, { address: "198.51.100.8" });
    const request = await csv(admin, "q=198.51.100.8");
    const text = request.lines.join("\r\n");
    for (const name of bad.filter((one) => /^[\s]*[=+\-@|]/.test(one)))
      expect(text).toContain(`"'${name.replaceAll('"', '""')}"`);
    expect(text).toContain('"a""b,c\nd"');
    expect(text).not.toMatch(/(^|,)"?[=+@|\t-]/m);
  });

  test("is for administrators alone, and asks again at each page", async () => {
    const [admin, ada] = [await boss(), await person("Ada")];
    for (const act of [listAuditEntries, exportAuditEntries] as ((
      who: Person,
      input: object,
    ) => Promise<unknown>)[])
      await expect(act(ada, {})).rejects.toMatchObject(refused("forbidden", "administrators_only"));
    const stream = await exportAuditEntries(admin, {});
    await db().user.update({ where: { id: admin.userId }, data: { role: "member" } });
    await expect(new Response(stream).text()).rejects.toMatchObject(refused("forbidden"));
  });

  test.each([[{ after: "yesterday" }], [{ person: "x" }], [{ q: "x".repeat(101) }], [{ limit: 0 }]])(
    "asked by %j is refused",
    async (wrong) => {
      await expect(listAuditEntries(await boss(), wrong as object)).rejects.toMatchObject(
        refused("validation_failed"),
      );
    },
  );
});
