import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { Authenticator } from "@/tests/support/authenticator";
import { testDatabase } from "@/tests/support/database";
import { PASSWORD, type Person, person, refused, session, withPassword } from "@/tests/support/world";
import { resetSecondFactor } from "../../administration/people";
import { listRooms } from "../../rooms/list-rooms";
import { updateWorkspace } from "../../workspace/update-workspace";
import { beginPasskey, finishPasskey, removePasskey } from "../second-factor/passkeys";
import { readSetup } from "../second-factor/read-setup";
import { renewRecoveryCodes } from "../second-factor/renew-recovery-codes";
import { logIn } from "./log-in";
import { beginPasskeyLogIn, finishPasskeyLogIn } from "./log-in-by-passkey";

testDatabase();

let count = 0;
const visitor = () => ({ ...anonymous({ address: `198.51.100.${++count}` }), origin: "http://localhost" });
const enter = (who: Person, code?: string) =>
  logIn(visitor(), { username: who.username, password: PASSWORD, ...(code && { code }) });
const NEEDED = refused("unauthenticated", "passkey_needed");

let boss: Person;
const demand = (isOn: boolean) => updateWorkspace(boss, { requireTwoFactor: isOn });

beforeEach(async () => {
  boss = await person("Boss", "administrator");
  await db().user.update({ where: { id: boss.userId }, data: { totpConfirmedAt: new Date() } });
});
afterEach(async () => void (await demand(false)));

async function withPasskey(who: Person) {
  const device = new Authenticator();
  const response = device.create(await beginPasskey(who, {}));
  return { device, made: await finishPasskey(who, { name: "Laptop", response }) };
}

describe("a person whose only second factor is a passkey", () => {
  test("the password alone does not log in if a second factor is required", async () => {
    const ada = await withPassword(await person("Ada"));
    const { device } = await withPasskey(ada);
    await enter(ada);
    await demand(true);
    await expect(enter(ada)).rejects.toMatchObject(NEEDED);
    await expect(enter(ada, "abcde-fghij")).rejects.toMatchObject(refused("unauthenticated", "wrong_code"));
    const { sessionId } = await finishPasskeyLogIn(visitor(), {
      response: device.get(await beginPasskeyLogIn(visitor(), {})),
    });
    expect(await listRooms({ ...ada, sessionId }, {})).toMatchObject({ items: [] });
  });

  test("comes in by the password and a recovery code, each once", async () => {
    const ada = await withPassword(await person("Ada"));
    await withPasskey(ada);
    const { recoveryCodes } = await renewRecoveryCodes(ada, {});
    await demand(true);
    const { sessionId } = await enter(ada, recoveryCodes[0]);
    expect(await listRooms({ ...ada, sessionId }, {})).toMatchObject({ items: [] });
    await expect(enter(ada, recoveryCodes[0])).rejects.toMatchObject(
      refused("unauthenticated", "wrong_code"),
    );
  });

  test("is given recovery codes with the first passkey that is demanded, and no second time", async () => {
    await demand(true);
    const ada = await withPassword(await person("Ada"));
    const { made } = await withPasskey(ada);
    expect(made.recoveryCodes).toHaveLength(10);
    expect((await withPasskey(ada)).made.recoveryCodes).toBeUndefined();
    await enter(ada, made.recoveryCodes?.[0]);
  });

  test("has no recovery codes without any second factor", async () => {
    const ada = await person("Ada");
    await expect(renewRecoveryCodes(ada, {})).rejects.toMatchObject(refused("conflict", "no_factor"));
    const { made } = await withPasskey(ada);
    await renewRecoveryCodes(ada, {});
    await removePasskey(ada, { passkey: made.id });
    expect(await db().recoveryCode.count({ where: { userId: ada.userId } })).toBe(0);
  });

  test("after an administrator removed a lost factor its person sets up another", async () => {
    const ada = await withPassword(await person("Ada"));
    await withPasskey(ada);
    await demand(true);
    await resetSecondFactor(boss, { user: ada.userId });
    const { sessionId } = await enter(ada);
    expect(await readSetup({ ...ada, sessionId }, {})).toEqual({ needs: "second_factor" });
  });
});

describe("when a second factor is demanded", () => {
  test("sessions with one factor end if their person has two", async () => {
    const ada = await withPassword(await person("Ada"));
    const byPassword = { ...ada, ...(await session(ada.userId)) };
    await withPasskey(ada);
    await demand(true);
    await expect(listRooms(byPassword, {})).rejects.toMatchObject(
      refused("unauthenticated", "session_ended"),
    );
    expect(await listRooms(ada, {}), "the one that added the passkey").toMatchObject({ items: [] });
  });

  test("setting up a factor lifts the restriction of that session alone", async () => {
    const ada = await withPassword(await person("Ada"));
    const thief = { ...ada, ...(await session(ada.userId)) };
    await demand(true);
    await expect(listRooms(thief, {})).rejects.toMatchObject(refused("forbidden", "setup_needed"));
    await withPasskey(ada);
    expect(await listRooms(ada, {})).toMatchObject({ items: [] });
    await expect(listRooms(thief, {})).rejects.toMatchObject(refused("unauthenticated", "session_ended"));
  });

  test("a log-in at the same moment waits for it, and is judged by it", async () => {
    const ada = await withPassword(await person("Ada"));
    const entering = await db().$transaction(async (tx) => {
      await tx.workspace.update({ where: { id: 1 }, data: { requireTwoFactor: true } });
      const entering = enter(ada);
      await expect
        .poll(async () => {
          const [row] = await tx.$queryRaw<{ waiting: number }[]>`
            SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted AND pid IN (
              SELECT pid FROM pg_stat_activity WHERE datname = current_database())`;
          return row?.waiting;
        })
        .toBeGreaterThan(0);
      return { entering };
    });
    const { sessionId } = await entering.entering;
    await expect(listRooms({ ...ada, sessionId }, {})).rejects.toMatchObject(
      refused("forbidden", "setup_needed"),
    );
  });
});
