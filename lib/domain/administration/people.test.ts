import { describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { anonymous } from "@/lib/core/actor";
import { operation } from "@/lib/core/operation";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { PASSWORD, person, refused, session, withPassword } from "@/tests/support/world";
import { logIn } from "../accounts/login/log-in";
import { createApiToken } from "../accounts/sessions/api-token";
import { claimOfBearer } from "../accounts/sessions/bearer";
import { readAccount } from "../people/read-account";
import { listRooms } from "../rooms/list-rooms";
import { deactivatePerson } from "./deactivate-person";
import { listPeople } from "./list-people";
import {
  changeRole,
  createPerson,
  endPersonSessions,
  reactivatePerson,
  readPerson,
  resetSecondFactor,
} from "./people";

testDatabase();

let count = 0;
const visitor = () => anonymous({ address: `198.51.100.${++count}` });
const boss = () => person("Boss", "administrator");
const enter = (username: string, password = PASSWORD) => logIn(visitor(), { username, password });

describe("an administrator", () => {
  test("finds people by name and address, also the deactivated, page by page", async () => {
    const admin = await boss();
    const [ada, zed] = [await person("Zzyzx Ada"), await person("Zzyzx Bob")];
    await db().user.update({
      where: { id: zed.userId },
      data: { email: "find@me.org", emailKey: "find@me.org" },
    });
    await deactivatePerson(admin, { user: zed.userId });
    const ids = async (input: object) => (await listPeople(admin, input)).items.map(({ id }) => id);
    expect(await ids({ q: "zzyzx" })).toEqual([ada.userId, zed.userId]);
    expect(await ids({ q: "FIND@me" })).toEqual([zed.userId]);
    expect(await ids({ q: "zzyzx", state: "active" })).toEqual([ada.userId]);
    expect(await ids({ q: "zzyzx", state: "deactivated" })).toEqual([zed.userId]);
    expect(await ids({ q: "%" })).toEqual([]);
    const first = await listPeople(admin, { q: "zzyzx", limit: 1 });
    const second = await listPeople(admin, { q: "zzyzx", limit: 1, cursor: first.nextCursor ?? "" });
    expect([first.items[0]?.id, second.items[0]?.id, second.nextCursor]).toEqual([
      ada.userId,
      zed.userId,
      null,
    ]);
    expect(await readPerson(admin, { user: zed.username })).toMatchObject({
      email: "find@me.org",
      sessionCount: 0,
    });
  });

  test("makes an account whose password must be changed first; it is shown once", async () => {
    const admin = await boss();
    const asked = { ...admin, idempotencyKey: "make" };
    const input = { username: `made.${admin.username}`, displayName: "Made", role: "guest" as const };
    const { person: made, password } = await createPerson(asked, input);
    expect(made).toMatchObject({ displayName: "Made", role: "guest" });
    expect(await createPerson(asked, input)).toMatchObject({ person: { id: made.id }, password: "" });
    const { sessionId, user } = await enter(made.username, password);
    await expect(listRooms({ ...visitor(), sessionId, userId: user.id }, {})).rejects.toMatchObject(
      refused("forbidden", "setup_needed"),
    );
    await expect(createPerson(admin, { username: made.username.toUpperCase() })).rejects.toMatchObject(
      refused("conflict", "username_taken"),
    );
    await expect(createPerson(admin, { username: "a b" })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });

  test("changes a role, effective at once and noted", async () => {
    const [admin, ada] = [await boss(), await person("Ada")];
    await changeRole(admin, { user: ada.userId, role: "administrator" });
    await listPeople(ada, {});
    await changeRole(admin, { user: ada.userId, role: "guest" });
    await expect(listPeople(ada, {})).rejects.toMatchObject(refused("forbidden", "administrators_only"));
    const [note] = await db().auditEntry.findMany({
      where: { action: "person.change-role", targetId: ada.userId },
      orderBy: { id: "desc" },
    });
    expect(note).toMatchObject({ actorId: admin.userId, details: { from: "administrator", to: "guest" } });
    await expect(changeRole(admin, { user: ada.userId, role: "king" as "guest" })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });

  test("deactivates a person: sessions and tokens end, and reactivating restores none of them", async () => {
    const [admin, ada] = [await boss(), await withPassword(await person("Ada"))];
    const { token } = await createApiToken(ada, { name: "t", scopes: ["read"] });
    await deactivatePerson(admin, { user: ada.userId });
    await expect(enter(ada.username)).rejects.toMatchObject(refused("unauthenticated", "wrong_credentials"));
    await reactivatePerson(admin, { user: ada.userId });
    for (const actor of [ada, { ...ada, ...(await claimOfBearer(token)) }])
      await expect(listRooms(actor, {})).rejects.toMatchObject(refused("unauthenticated", "session_ended"));
    await enter(ada.username);
  });

  test("ends all sessions of a person, and takes a lost second factor away", async () => {
    const [admin, ada] = [await boss(), await withPassword(await person("Ada"))];
    const more = await session(ada.userId);
    expect(await endPersonSessions(admin, { user: ada.userId })).toEqual({ ended: 2 });
    for (const { sessionId } of [ada, more])
      await expect(readAccount({ ...ada, sessionId }, {})).rejects.toMatchObject(refused("unauthenticated"));
    await db().user.update({
      where: { id: ada.userId },
      data: { totpSecret: "x", totpConfirmedAt: new Date() },
    });
    await expect(enter(ada.username)).rejects.toMatchObject(refused("unauthenticated", "code_needed"));
    await resetSecondFactor(admin, { user: ada.userId });
    await enter(ada.username);
  });

  const acts = { deactivatePerson, reactivatePerson, endPersonSessions, resetSecondFactor, readPerson };

  test.each(Object.entries(acts))("alone does %s, to somebody who is there", async (_name, act) => {
    const [admin, ada, guest] = [await boss(), await person("Ada"), await person("Gus", "guest")];
    for (const who of [ada, guest])
      await expect(act(who, { user: admin.userId })).rejects.toMatchObject(
        refused("forbidden", "administrators_only"),
      );
    await expect(act(visitor(), { user: ada.userId })).rejects.toMatchObject(refused("unauthenticated"));
    await expect(act(admin, { user: "nobody-here" })).rejects.toMatchObject(refused("not_found"));
    await expect(act(admin, { user: "a\0b" })).rejects.toMatchObject(refused("validation_failed"));
  });
});

test("the last administrator stays one, even if two demote or deactivate each other at once", async () => {
  for (const act of [
    (who: Awaited<ReturnType<typeof boss>>, user: string) => changeRole(who, { user, role: "member" }),
    (who: Awaited<ReturnType<typeof boss>>, user: string) => deactivatePerson(who, { user }),
  ]) {
    await db().user.updateMany({ data: { role: "member" } });
    const both = [await boss(), await boss()] as const;
    const ends = await Promise.allSettled([act(both[0], both[1].userId), act(both[1], both[0].userId)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const left = await db().user.findMany({ where: { role: "administrator", deactivatedAt: null } });
    expect(left).toHaveLength(1);
    const survivor = both.find(({ userId }) => userId === left[0]?.id)!;
    await expect(act(survivor, survivor.userId)).rejects.toMatchObject(
      refused("conflict", "last_administrator"),
    );
  }
});

describe("S30: an administrator who is demoted during an operation", () => {
  /** Somebody waits for a lock that another transaction has. */
  const isWaited = () =>
    vi.waitFor(
      async () => {
        const rows = await db().$queryRaw<unknown[]>`
          SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        expect(rows.length).toBeGreaterThan(0);
      },
      { timeout: 10_000, interval: 10 },
    );

  test("finishes before the demotion, which waits, or not at all", async () => {
    const [admin, ada, bob] = [await boss(), await boss(), await person("Bob")];
    const order: string[] = [];
    const { begun, go, slowAct } = slowly(async () => void order.push("acted"));
    const acting = slowAct(ada, {});
    await begun;
    const demoting = changeRole(admin, { user: ada.userId, role: "member" }).then(() =>
      order.push("demoted"),
    );
    await isWaited();
    expect(order).toEqual([]);
    go();
    await Promise.all([acting, demoting]);
    expect(order).toEqual(["acted", "demoted"]);
    await expect(deactivatePerson(ada, { user: bob.userId })).rejects.toMatchObject(
      refused("forbidden", "administrators_only"),
    );
  });

  test.each([
    ["demoted", { role: "member" as const }, "forbidden"],
    ["put out", { deactivatedAt: new Date() }, "unauthenticated"],
  ])(
    "is refused when they were %s first, though it was not yet committed when they began",
    async (_how, data, code) => {
      const [, ada, bob] = [await boss(), await boss(), await person("Bob")];
      let commit = () => {};
      const gate = new Promise<void>((resolve) => {
        commit = resolve;
      });
      onTestFinished(() => commit());
      let hasLocked = () => {};
      const locked = new Promise<void>((resolve) => {
        hasLocked = resolve;
      });
      const demoting = db().$transaction(async (tx) => {
        await tx.user.update({ where: { id: ada.userId }, data });
        hasLocked();
        await gate;
      });
      await locked;
      const acting = deactivatePerson(ada, { user: bob.userId }).catch(({ refusal }) => refusal);
      await isWaited();
      commit();
      await demoting;
      expect(await acting).toMatchObject({ code });
      expect(await db().user.findUnique({ where: { id: bob.userId } })).toMatchObject({
        deactivatedAt: null,
      });
    },
  );
});

/** An operation for administrators that stands still in the middle until it is told to go on. */
function slowly(act: () => Promise<void>) {
  let begin = () => {};
  let go = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const slowAct = operation({
    key: "test.slow",
    summary: "Stands still",
    needs: "admin",
    input: z.object({}),
    authorize: () => {},
    async execute() {
      begin();
      await gate;
      await act();
    },
  });
  return { begun, go: () => go(), slowAct };
}
