import { v7 as uuid } from "uuid";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { forgetJobs, waitingMails } from "@/tests/support/mails";
import { deactivate, PASSWORD, type Person, person, refused, withPassword } from "@/tests/support/world";
import { resetSecondFactor } from "../../administration/people";
import { updateAccount } from "../../people/update-account";
import { listRooms } from "../../rooms/list-rooms";
import { logIn } from "../login/log-in";
import { createApiToken } from "../sessions/api-token";
import { claimOfBearer } from "../sessions/bearer";
import { makeResetLink } from "./make-reset-link";
import { readReset, resetPassword } from "./password-reset";
import { requestPasswordReset } from "./request-password-reset";

testDatabase();

let count = 0;
const visitor = () => anonymous({ address: `198.51.100.${++count}` });
const boss = () => person("Boss", "administrator");
const NEW = "a brand new password";
const set = (token: string, newPassword = NEW) => resetPassword(visitor(), { token, newPassword });
const enter = (who: Person, password: string) => logIn(visitor(), { username: who.username, password });
const OVER = refused("not_found");

/** Lets this test's installation send mail, which nobody takes: the tokens of the reset links in it, oldest first. */
function mailing() {
  const before = settings();
  rememberAs("settings", { ...before, smtpUrl: "smtp://127.0.0.1:9" });
  onTestFinished(() => rememberAs("settings", before));
  const since = new Date();
  return {
    async tokens(): Promise<string[]> {
      const mails = (await waitingMails()).filter(({ at }) => at >= since);
      return mails.flatMap(({ text }) => /token=(rst_[\w-]+)/.exec(text)?.[1] ?? []);
    },
  };
}

async function withEmail(who: Person): Promise<string> {
  const email = `${who.username}@example.org`;
  await db().user.update({ where: { id: who.userId }, data: { email, emailKey: email } });
  return email;
}

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
  test("sets it, ends every session and every API token, and is used up", async () => {
    const [admin, ada] = [await boss(), await withPassword(await person("Ada"))];
    const { token: script } = await createApiToken(ada, { name: "t", scopes: ["read"] });
    const { token, url } = await makeResetLink(admin, { user: ada.username });
    expect(url).toContain(`/reset?token=${token}`);
    await set(token);
    await expect(listRooms(ada, {})).rejects.toMatchObject(refused("unauthenticated", "session_ended"));
    await expect(enter(ada, PASSWORD)).rejects.toMatchObject(refused("unauthenticated"));
    await enter(ada, NEW);
    await expect(listRooms({ ...ada, ...(await claimOfBearer(script)) }, {})).rejects.toMatchObject(
      refused("unauthenticated", "session_ended"),
    );
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

  test("S25: expires after an hour, and when the person is deactivated", async () => {
    const [admin, ada, bob] = [await boss(), await person("Ada"), await person("Bob")];
    const old = await makeResetLink(admin, { user: ada.userId });
    const until = Date.parse(old.expiresAt) - Date.now();
    expect(until).toBeGreaterThan(3_590_000);
    expect(until).toBeLessThanOrEqual(3_600_000);
    const { hashOf } = await import("../sessions/session");
    const oldRow = { where: { tokenHash: hashOf(old.token) } };
    await db().passwordReset.update({ ...oldRow, data: { expiresAt: new Date(Date.now() - 1) } });
    await expect(set(old.token)).rejects.toMatchObject(OVER);
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

describe("a mailed link", () => {
  const addressOf = (who: Person) =>
    db().user.findUniqueOrThrow({ where: { id: who.userId }, select: { email: true, emailProvedAt: true } });

  test("proves the address to which it was mailed", async () => {
    const [ada, mail] = [await person("Ada"), mailing()];
    const email = await withEmail(ada);
    await requestPasswordReset(visitor(), { username: ada.username });
    await set((await mail.tokens())[0] ?? "");
    expect(await addressOf(ada)).toEqual({ email, emailProvedAt: expect.any(Date) });
  });

  test("is over once the account has another address, or its own again", async () => {
    const [ada, mail] = [await person("Ada"), mailing()];
    const email = await withEmail(ada);
    await requestPasswordReset(visitor(), { username: ada.username });
    await updateAccount(ada, { email: `thief.${email}` });
    await expect(set((await mail.tokens())[0] ?? "")).rejects.toMatchObject(OVER);
    await updateAccount(ada, { email });
    await expect(set((await mail.tokens())[0] ?? "")).rejects.toMatchObject(OVER);
    expect(await addressOf(ada)).toEqual({ email, emailProvedAt: null });
  });

  test("proves nothing for an address that took its place in the rows", async () => {
    const [ada, mail] = [await person("Ada"), mailing()];
    await withEmail(ada);
    await requestPasswordReset(visitor(), { username: ada.username });
    const emailKey = `other.${ada.username}@example.org`;
    await db().user.update({ where: { id: ada.userId }, data: { email: emailKey, emailKey } });
    await expect(set((await mail.tokens())[0] ?? "")).rejects.toMatchObject(OVER);
  });

  test("proves one address or none if the address changes meanwhile", async () => {
    const [ada, mail] = [await person("Ada"), mailing()];
    const email = await withEmail(ada);
    await requestPasswordReset(visitor(), { username: ada.username });
    const [token = ""] = await mail.tokens();
    await Promise.allSettled([set(token), updateAccount(ada, { email: `thief.${email}` })]);
    const after = await addressOf(ada);
    if (after.email !== email) expect(after.emailProvedAt).toBeNull();
  });

  test("ends older mailed links, and an administrator's link ends every older one", async () => {
    const [admin, ada, mail] = [await boss(), await person("Ada"), mailing()];
    await withEmail(ada);
    const handed = await makeResetLink(admin, { user: ada.userId });
    for (let i = 0; i < 2; i++) await requestPasswordReset(visitor(), { username: ada.username });
    const [older = "", newer = ""] = await mail.tokens();
    await expect(set(older)).rejects.toMatchObject(OVER);
    const again = await makeResetLink(admin, { user: ada.userId });
    for (const token of [newer, handed.token]) await expect(set(token)).rejects.toMatchObject(OVER);
    await requestPasswordReset(visitor(), { username: ada.username });
    await set(again.token);
    await expect(set((await mail.tokens())[2] ?? "")).rejects.toMatchObject(OVER);
  });
});

describe("the passkeys of an account whose password is reset", () => {
  async function withPasskey(who: Person, name: string) {
    const data = {
      id: uuid(),
      userId: who.userId,
      name,
      credentialId: uuid(),
      publicKey: new Uint8Array([1]),
    };
    return db().passkey.create({ data });
  }
  const left = (who: Person) =>
    db().passkey.findMany({ where: { userId: who.userId }, select: { name: true } });

  test("are listed, and the unknown ones removed with it", async () => {
    const [admin, ada, eve] = [await boss(), await person("Ada"), await person("Eve")];
    const [mine, planted] = [await withPasskey(ada, "Laptop"), await withPasskey(ada, "Planted")];
    const hers = await withPasskey(eve, "Eve's");
    const { token } = await makeResetLink(admin, { user: ada.userId });
    const shown = await readReset(visitor(), { token });
    expect(shown).toMatchObject({ canRemove: true, passkeys: [{ id: mine.id }, { id: planted.id }] });
    const removePasskeys = [planted.id, hers.id];
    await resetPassword(visitor(), { token, newPassword: NEW, removePasskeys });
    expect(await left(ada)).toEqual([{ name: "Laptop" }]);
    expect(await left(eve)).toEqual([{ name: "Eve's" }]);
    await expect(readReset(visitor(), { token })).rejects.toMatchObject(OVER);
  });

  test("passkeys stay if they are a required factor, which no mailbox replaces", async () => {
    const [admin, ada] = [await boss(), await person("Ada")];
    const { id } = await withPasskey(ada, "Laptop");
    await db().user.update({ where: { id: ada.userId }, data: { totpConfirmedAt: new Date() } });
    const { token } = await makeResetLink(admin, { user: ada.userId });
    expect(await readReset(visitor(), { token })).toMatchObject({ canRemove: false });
    const removing = resetPassword(visitor(), { token, newPassword: NEW, removePasskeys: [id] });
    await expect(removing).rejects.toMatchObject(refused("conflict", "factor_required"));
    await set(token);
    expect(await left(ada)).toHaveLength(1);
  });

  test.each([["x"], ["rst_unknown"], [""]])("are not shown for %j", async (token) => {
    await expect(readReset(visitor(), { token })).rejects.toMatchObject({
      refusal: { code: expect.stringMatching(/not_found|validation_failed/) },
    });
  });
});

test("a second factor that an administrator takes away takes the API tokens along", async () => {
  const [admin, ada] = [await boss(), await person("Ada")];
  const { token } = await createApiToken(ada, { name: "t", scopes: ["read"] });
  await resetSecondFactor(admin, { user: ada.userId });
  await expect(listRooms({ ...ada, ...(await claimOfBearer(token)) }, {})).rejects.toMatchObject(
    refused("unauthenticated", "session_ended"),
  );
});

describe("asking for a link", () => {
  test("S21: is the same answer after the same time for an account and for none", async () => {
    const before = settings();
    rememberAs("settings", { ...before, smtpUrl: "smtp://127.0.0.1:9" });
    const ada = await person("Ada");
    const email = await withEmail(ada);
    await forgetJobs();
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
    expect((await waitingMails()).map(({ to }) => to)).toEqual([email, email, email]);
    expect(await db().passwordReset.count({ where: { userId: ada.userId } })).toBe(1);
  });

  test("S22: is limited for an account and a network, whatever the name's case", async () => {
    const ada = await person("Ada");
    const asker = visitor();
    for (let i = 0; i < 5; i++) await requestPasswordReset(asker, { username: ada.username });
    await expect(requestPasswordReset(asker, { username: ada.username.toUpperCase() })).rejects.toMatchObject(
      refused("rate_limited"),
    );
  });

  test("S22: of strangers, however many, leaves the owner a link that works", async () => {
    const [ada, mail] = [await withPassword(await person("Ada")), mailing()];
    await withEmail(ada);
    const home = { ...visitor(), device: `home ${ada.userId}` };
    await logIn(home, { username: ada.username, password: PASSWORD });
    for (let i = 0; i < 15; i++) await requestPasswordReset(visitor(), { username: ada.username });
    expect(await mail.tokens(), "no flood of mails").toHaveLength(10);
    await expect(requestPasswordReset(visitor(), { username: ada.username })).resolves.toEqual({
      canMail: true,
    });
    await requestPasswordReset(home, { username: ada.username });
    const tokens = await mail.tokens();
    expect(tokens, "and one more for the device that is known").toHaveLength(11);
    await set(tokens.at(-1) ?? "");
  });

  test("reports that no mail is sent without a mail server", async () => {
    expect(await requestPasswordReset(visitor(), { username: "anybody" })).toEqual({ canMail: false });
    await expect(requestPasswordReset(visitor(), { username: "" })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });
});
