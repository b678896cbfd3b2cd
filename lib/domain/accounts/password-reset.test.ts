import { describe, expect, test, vi } from "vitest";
import { stranger } from "@/lib/core/actor";
import { db } from "@/lib/platform/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { deactivate, PASSWORD, type Person, person, refused, withPassword } from "@/tests/support/world";
import { listRooms } from "../rooms/list-rooms";
import { createApiToken } from "./api-token";
import { claimOfBearer } from "./bearer";
import { logIn } from "./log-in";
import { makeResetLink, requestPasswordReset, resetPassword } from "./password-reset";

testDatabase();

let count = 0;
const visitor = () => stranger({ address: `198.51.100.${++count}` });
const boss = () => person("Boss", "administrator");
const NEW = "a brand new password";
const set = (token: string, newPassword = NEW) => resetPassword(visitor(), { token, newPassword });
const enter = (who: Person, password: string) => logIn(visitor(), { username: who.username, password });
const OVER = refused("not_found");

/** Holds a person's row until at least three transactions wait for what somebody else has. */
async function release(userId: string): Promise<void> {
  await db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${userId}::uuid FOR UPDATE`;
      await vi.waitFor(
        async () => {
          const [row] = await tx.$queryRaw<{ waiting: number }[]>`
            SELECT count(DISTINCT pid)::int AS waiting FROM pg_locks
             WHERE NOT granted AND pid IN (
               SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                WHERE d.datname = current_database())`;
          expect(row?.waiting).toBeGreaterThanOrEqual(3);
        },
        { timeout: 10_000, interval: 10 },
      );
    },
    { timeout: 15_000 },
  );
}

describe("a link for a new password", () => {
  test("sets it, ends every session but not the tokens, and is used up", async () => {
    const [admin, ada] = [await boss(), await withPassword(await person("Ada"))];
    const { token: script } = await createApiToken(ada, { name: "t", scopes: ["read"] });
    const { token, url } = await makeResetLink(admin, { user: ada.username });
    expect(url).toContain(`/reset?token=${token}`);
    await set(token);
    await expect(listRooms(ada, {})).rejects.toMatchObject(refused("unauthenticated", "session_ended"));
    await expect(enter(ada, PASSWORD)).rejects.toMatchObject(refused("unauthenticated"));
    await enter(ada, NEW);
    expect(await listRooms({ ...ada, ...(await claimOfBearer(script)) }, {})).toMatchObject({ items: [] });
    await expect(set(token)).rejects.toMatchObject(OVER);
  });

  test("S25: works once under 50 posts at once, and only its hash is kept", async () => {
    const [admin, ada] = [await boss(), await person("Ada")];
    const { token } = await makeResetLink(admin, { user: ada.userId });
    expect(JSON.stringify(await db().passwordReset.findMany())).not.toContain(token);
    const from = visitor();
    const posts = Array.from({ length: 50 }, (_, i) =>
      resetPassword(from, { token, newPassword: `brand new password ${i}` }),
    );
    // Held back by the person's row until several are in the middle of it: else hashing would let them pass one by one.
    await release(ada.userId);
    const ends = await Promise.allSettled(posts);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const end of ends) if (end.status === "rejected") expect(end.reason).toMatchObject(OVER);
    const winner = ends.findIndex(({ status }) => status === "fulfilled");
    await enter(ada, `brand new password ${winner}`);
  });

  test("S25: is over after an hour, when another was used, and for whoever was put out", async () => {
    const [admin, ada, bob] = [await boss(), await person("Ada"), await person("Bob")];
    const [old, first, second] = [
      await makeResetLink(admin, { user: ada.userId }),
      await makeResetLink(admin, { user: ada.userId }),
      await makeResetLink(admin, { user: ada.userId }),
    ];
    const until = Date.parse(old.expiresAt) - Date.now();
    expect(until).toBeGreaterThan(3_590_000);
    expect(until).toBeLessThanOrEqual(3_600_000);
    const { hashOf } = await import("./session");
    const oldRow = { where: { tokenHash: hashOf(old.token) } };
    await db().passwordReset.update({ ...oldRow, data: { expiresAt: new Date(Date.now() - 1) } });
    await expect(set(old.token)).rejects.toMatchObject(OVER);
    await set(first.token);
    await expect(set(second.token)).rejects.toMatchObject(OVER);
    const his = await makeResetLink(admin, { user: bob.userId });
    await deactivate(bob);
    await expect(set(his.token)).rejects.toMatchObject(OVER);
  });

  test("is made by administrators alone, and its token never comes a second time", async () => {
    const [admin, ada] = [await boss(), await person("Ada")];
    await expect(makeResetLink(ada, { user: ada.userId })).rejects.toMatchObject(
      refused("forbidden", "administrators_only"),
    );
    await expect(makeResetLink(visitor(), { user: ada.userId })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
    await expect(makeResetLink(admin, { user: "nobody-here" })).rejects.toMatchObject(OVER);
    const asked = { ...admin, idempotencyKey: "link" };
    const first = await makeResetLink(asked, { user: ada.userId });
    expect(await makeResetLink(asked, { user: ada.userId })).toMatchObject({ token: "", url: "" });
    expect(JSON.stringify(await db().idempotencyKey.findMany())).not.toContain(first.token);
  });

  test.each([
    ["", NEW, "validation_failed"],
    ["x".repeat(201), NEW, "validation_failed"],
    ["rst_unknown", NEW, "not_found"],
    ["rst_unknown", "short", "validation_failed"],
    ["rst_unknown", "password123", "validation_failed"],
    ["rst_unknown", "p".repeat(1_000_001), "validation_failed"],
  ])("with %.12j and %.12j is refused", async (token, newPassword, code) => {
    await expect(set(token, newPassword)).rejects.toMatchObject(refused(code));
  });
});

describe("asking for a link", () => {
  test("S21: is the same answer after the same time for an account and for none", async () => {
    const before = settings();
    rememberAs("settings", { ...before, smtpUrl: "smtp://127.0.0.1:9" });
    const ada = await person("Ada");
    const email = `${ada.username}@example.org`;
    await db().user.update({ where: { id: ada.userId }, data: { email, emailKey: email } });
    const ask = async (username: string) => {
      const begun = performance.now();
      const answer = await requestPasswordReset(visitor(), { username });
      return { answer, took: performance.now() - begun };
    };
    const known = await Promise.all([ask(email), ask(ada.username), ask(email)]);
    const unknown = await Promise.all([ask("nobody@example.org"), ask("nobody"), ask("no.body")]);
    rememberAs("settings", before);
    const all = [...known, ...unknown];
    expect(new Set(all.map(({ answer }) => JSON.stringify(answer)))).toEqual(new Set(['{"canMail":true}']));
    for (const { took } of all) expect(took).toBeGreaterThan(145);
    expect(await db().mail.count({ where: { to: email } })).toBe(3);
    expect(await db().mail.count()).toBe(3);
  });

  test("S22: is limited for an account, whatever address asks", async () => {
    const ada = await person("Ada");
    for (let i = 0; i < 5; i++) await requestPasswordReset(visitor(), { username: ada.username });
    await expect(
      requestPasswordReset(visitor(), { username: ada.username.toUpperCase() }),
    ).rejects.toMatchObject(refused("rate_limited"));
  });

  test("says that no mail is sent where there is no server for it", async () => {
    expect(await requestPasswordReset(visitor(), { username: "anybody" })).toEqual({ canMail: false });
    await expect(requestPasswordReset(visitor(), { username: "" })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });
});
