import { Secret, TOTP } from "otpauth";
import { describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { ageSession, PASSWORD, type Person, person, refused, withPassword } from "@/tests/support/world";
import { updateWorkspace } from "../../workspace/update-workspace";
import { logIn } from "../login/log-in";
import { changePassword } from "../passwords/change-password";
import { readSetup } from "./read-setup";
import { renewRecoveryCodes } from "./renew-recovery-codes";
import { beginTotp, confirmTotp, disableTotp } from "./totp";

testDatabase();

let count = 0;
const visitor = () => anonymous({ address: `198.51.100.${++count}` });

/** The code of a moment, counted in steps of 30 s from now. A code works once, so tests move through the steps. */
const codeOf = (secret: string, step = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + step * 30_000 });

async function withTotp(who: Person) {
  const { secret } = await beginTotp(who, {});
  const { recoveryCodes } = await confirmTotp(who, { code: codeOf(secret, -1) });
  return { secret, recoveryCodes };
}

const enter = (who: Person, code?: string) =>
  logIn(visitor(), { username: who.username, password: PASSWORD, code });

describe("an authenticator app", () => {
  test("counts once it is confirmed; then logging in takes a code, each once", async () => {
    const ada = await withPassword(await person("Ada"));
    const { secret, url } = await beginTotp(ada, {});
    expect(url).toMatch(/^otpauth:\/\/totp\//);
    await enter(ada);
    await expect(confirmTotp(ada, { code: "000000" })).rejects.toMatchObject(refused("validation_failed"));
    await confirmTotp(ada, { code: codeOf(secret, -1) });
    await expect(enter(ada)).rejects.toMatchObject(refused("unauthenticated", "code_needed"));
    await expect(enter(ada, codeOf(secret, -1))).rejects.toMatchObject(
      refused("unauthenticated", "wrong_code"),
    );
    const code = codeOf(secret);
    const ends = await Promise.allSettled([enter(ada, code), enter(ada, code)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("is made up for by a recovery code, each once, also under a race", async () => {
    const ada = await withPassword(await person("Ada"));
    const { recoveryCodes } = await withTotp(ada);
    expect(new Set(recoveryCodes).size).toBe(10);
    const ends = await Promise.allSettled([1, 2, 3].map(() => enter(ada, recoveryCodes[0])));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await enter(ada, ` ${recoveryCodes[1]?.toUpperCase()} `);
  });

  test("is kept sealed, and its recovery codes hashed", async () => {
    const ada = await person("Ada");
    const { secret, recoveryCodes } = await withTotp(ada);
    const rows = JSON.stringify([
      await db().user.findUnique({ where: { id: ada.userId } }),
      await db().recoveryCode.findMany({ where: { userId: ada.userId } }),
    ]);
    for (const text of [secret, ...recoveryCodes]) expect(rows).not.toContain(text);
  });

  test("stops guesses after ten, whatever address they come from", async () => {
    const ada = await withPassword(await person("Ada"));
    await withTotp(ada);
    for (let i = 0; i < 10; i++) await enter(ada, "000000").catch(() => {});
    await expect(enter(ada, "000000")).rejects.toMatchObject(refused("rate_limited"));
  });

  test("is taken away by its person, its recovery codes with it", async () => {
    const ada = await withPassword(await person("Ada"));
    await expect(disableTotp(ada, { password: PASSWORD })).rejects.toMatchObject(
      refused("conflict", "no_totp"),
    );
    await withTotp(ada);
    await ageSession(ada);
    await expect(disableTotp(ada, { password: "wrong horse" })).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: "password" }] },
    });
    await expect(disableTotp(ada, {})).rejects.toMatchObject(refused("forbidden", "proof_needed"));
    await disableTotp(ada, { password: PASSWORD });
    await enter(ada);
    expect(await db().recoveryCode.count({ where: { userId: ada.userId } })).toBe(0);
    await expect(disableTotp(visitor(), { password: PASSWORD })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
  });

  test("new recovery codes void the old ones, and are not shown again for an Idempotency-Key", async () => {
    const ada = await withPassword(await person("Ada"));
    const { recoveryCodes: old } = await withTotp(ada);
    const asked = { ...ada, idempotencyKey: "again" };
    const { recoveryCodes } = await renewRecoveryCodes(asked, { password: PASSWORD });
    expect(await renewRecoveryCodes(asked, { password: PASSWORD })).toEqual({ recoveryCodes: [] });
    await expect(enter(ada, old[0])).rejects.toMatchObject(refused("unauthenticated", "wrong_code"));
    await enter(ada, recoveryCodes[0]);
    expect(JSON.stringify(await db().idempotencyKey.findMany())).not.toContain(recoveryCodes[1]);
  });
});

describe("S10: in a workspace that requires a second factor", () => {
  test("a session without one can read its account and set one up, and nothing else", async () => {
    const boss = await person("Boss", "administrator");
    await withTotp(boss);
    const [ada, bob] = [await withPassword(await person("Ada")), await withPassword(await person("Bob"))];
    await withTotp(bob);
    await updateWorkspace(boss, { requireTwoFactor: true });
    try {
      await expect(listRooms(ada, {})).rejects.toMatchObject(refused("forbidden", "setup_needed"));
      expect(await readSetup(ada, {})).toEqual({ needs: "second_factor" });
      expect(await readSetup(bob, {})).toEqual({ needs: null });
      await expect(disableTotp(bob, { password: PASSWORD })).rejects.toMatchObject(
        refused("conflict", "factor_required"),
      );
      const { sessionId } = await enter(ada);
      const fresh = { ...ada, sessionId };
      await expect(listRooms(fresh, {})).rejects.toMatchObject(refused("forbidden", "setup_needed"));
      await withTotp(fresh);
      expect(await listRooms(fresh, {})).toMatchObject({ items: [] });
    } finally {
      await updateWorkspace(boss, { requireTwoFactor: false });
    }
  });
});

test("a password that an administrator gave is to be changed first", async () => {
  const ada = await withPassword(await person("Ada"));
  await db().user.update({ where: { id: ada.userId }, data: { mustChangePassword: true } });
  const { sessionId } = await enter(ada);
  const fresh = { ...ada, sessionId };
  expect(await readSetup(fresh, {})).toEqual({ needs: "password" });
  await expect(listRooms(fresh, {})).rejects.toMatchObject(refused("forbidden", "setup_needed"));
  await changePassword(fresh, { currentPassword: PASSWORD, newPassword: "another horse battery" });
  expect(await readSetup(fresh, {})).toEqual({ needs: null });
  expect(await listRooms(fresh, {})).toMatchObject({ items: [] });
});

test("an anonymous caller learns nothing about the set-up", async () => {
  await expect(readSetup(anonymous(), {})).rejects.toMatchObject(refused("unauthenticated"));
});
