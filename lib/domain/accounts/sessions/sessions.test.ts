import { describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { flushSessionUses } from "@/lib/core/session-use";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { testDatabase } from "@/tests/support/database";
import { PASSWORD, person, refused, room, session, withPassword } from "@/tests/support/world";
import { sendMessage } from "../../messages/send/send-message";
import { readAccount } from "../../people/read-account";
import { createRoom } from "../../rooms/create-room";
import { listRooms } from "../../rooms/list-rooms";
import { logIn } from "../login/log-in";
import { changePassword } from "../passwords/change-password";
import { createApiToken, listApiTokens, revokeApiToken } from "./api-token";
import { claimOfBearer } from "./bearer";
import { endOneSession, endOtherSessions, listSessions } from "./sessions";

testDatabase();

const NOBODY = "019f0000-0000-7000-8000-000000000000";
const soon = () => new Date(Date.now() + 60_000).toISOString();

describe("the caller's sessions", () => {
  test("are listed with device and address, and ended one by one or all others at once", async () => {
    const ada = await person("Ada");
    const [second, third] = [await session(ada.userId), await session(ada.userId)];
    const items = (await listSessions(ada, {})).items;
    expect(items).toHaveLength(3);
    expect(items.filter(({ isThis }) => isThis).map(({ id }) => id)).toEqual([ada.sessionId]);
    await endOneSession(ada, { session: second.sessionId });
    await expect(readAccount(second, {})).rejects.toMatchObject(refused("unauthenticated", "session_ended"));
    expect(await endOtherSessions(ada, {})).toEqual({ ended: 1 });
    await expect(readAccount(third, {})).rejects.toMatchObject(refused("unauthenticated"));
    await readAccount(ada, {});
  });

  test("are not another's, nor a token's, to end", async () => {
    const [ada, eve] = [await person("Ada"), await person("Eve")];
    for (const id of [ada.sessionId, NOBODY])
      await expect(endOneSession(eve, { session: id })).rejects.toMatchObject(refused("not_found"));
    const { token } = await createApiToken(ada, { name: "t", scopes: ["read", "write"] });
    const script = { ...ada, ...(await claimOfBearer(token)) };
    await expect(listSessions(script, {})).rejects.toMatchObject(refused("forbidden", "scope_missing"));
    await expect(listSessions(anonymous(), {})).rejects.toMatchObject(refused("unauthenticated"));
    await expect(endOneSession(ada, { session: "x" })).rejects.toMatchObject(refused("validation_failed"));
  });

  test("ended twice at once end once", async () => {
    const ada = await person("Ada");
    const { sessionId } = await session(ada.userId);
    const ends = await Promise.allSettled([1, 2].map(() => endOneSession(ada, { session: sessionId })));
    expect(ends.some(({ status }) => status === "fulfilled")).toBe(true);
    expect((await listSessions(ada, {})).items).toHaveLength(1);
  });
});

describe("when a session was last used", () => {
  const used = async (sessionId: string) =>
    (await db().session.findUniqueOrThrow({ where: { id: sessionId } })).lastUsedAt;
  const longAgo = new Date("2020-01-01T00:00:00Z");

  test("is written once for many requests, for reads and for sends", async () => {
    const ada = await person("Ada");
    const den = await room(ada);
    await flushSessionUses();
    rememberAs("last uses", undefined);
    await db().session.update({ where: { id: ada.sessionId }, data: { lastUsedAt: longAgo } });
    await sendMessage(ada, { room: den.id, text: "hi" });
    expect(await used(ada.sessionId)).toEqual(longAgo);
    await flushSessionUses();
    expect((await used(ada.sessionId)).getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(await db().user.findUnique({ where: { id: ada.userId } })).toMatchObject({
      lastSeenAt: expect.any(Date),
    });

    await db().session.update({ where: { id: ada.sessionId }, data: { lastUsedAt: longAgo } });
    for (let i = 0; i < 5; i++) await readAccount(ada, {});
    await flushSessionUses();
    expect(await used(ada.sessionId)).toEqual(longAgo);
  });

  test("is not written for a refused caller", async () => {
    const ada = await person("Ada");
    rememberAs("last uses", undefined);
    const data = { lastUsedAt: longAgo, scopes: ["set_password"] };
    await db().session.update({ where: { id: ada.sessionId }, data });
    await listRooms(ada, {}).catch(() => {});
    await flushSessionUses();
    expect(await used(ada.sessionId)).toEqual(longAgo);
  });
});

describe("an API token", () => {
  test("does what its scopes say, is shown once, kept hashed, listed by its hint, and revoked", async () => {
    const ada = await person("Ada");
    const asked = { ...ada, idempotencyKey: "t" };
    const made = await createApiToken(asked, { name: "Deploys", scopes: ["read"], expiresAt: soon() });
    expect(
      await createApiToken(asked, { name: "Deploys", scopes: ["read"], expiresAt: made.expiresAt! }),
    ).toMatchObject({
      id: made.id,
      token: "",
    });
    const rows = JSON.stringify([await db().apiToken.findMany(), await db().idempotencyKey.findMany()]);
    expect(rows).not.toContain(made.token);
    const script = { ...ada, ...(await claimOfBearer(made.token)) };
    await listRooms(script, {});
    await expect(createRoom(script, { kind: "group" })).rejects.toMatchObject(
      refused("forbidden", "scope_missing"),
    );
    const [listed] = (await listApiTokens(ada, {})).items;
    expect(listed).toMatchObject({ name: "Deploys", hint: made.token.slice(-4), scopes: ["read"] });
    await revokeApiToken(ada, { token: made.id });
    await expect(listRooms(script, {})).rejects.toMatchObject(refused("unauthenticated", "session_ended"));
    expect((await listApiTokens(ada, {})).items).toEqual([]);
  });

  test("an expired one is invalid, and an unknown one gives no claim", async () => {
    const ada = await person("Ada");
    const { token } = await createApiToken(ada, { name: "t", scopes: ["read"], expiresAt: soon() });
    const claim = await claimOfBearer(token);
    await db().session.update({
      where: { id: claim!.sessionId },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    await expect(listRooms({ ...ada, ...claim }, {})).rejects.toMatchObject(refused("unauthenticated"));
    expect(await claimOfBearer("pat_unknown")).toBeNull();
  });

  test("administers for administrators alone, also after they were demoted; another's is not there", async () => {
    const [ada, eve] = [await person("Ada"), await person("Eve")];
    await expect(createApiToken(ada, { name: "t", scopes: ["admin"] })).rejects.toMatchObject(
      refused("validation_failed"),
    );
    const { id } = await createApiToken(ada, { name: "t", scopes: ["write"] });
    await expect(revokeApiToken(eve, { token: id })).rejects.toMatchObject(refused("not_found"));
    await expect(createApiToken(anonymous(), { name: "t", scopes: ["read"] })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
  });

  test.each([
    [{ name: "", scopes: ["read"] }],
    [{ name: "t", scopes: [] }],
    [{ name: "t", scopes: ["account"] }],
    [{ name: "t", scopes: "read" }],
    [{ name: "t", scopes: ["read"], expiresAt: "2001-01-01T00:00:00Z" }],
  ])("like %j is refused", async (wrong) => {
    await expect(createApiToken(await person("Ada"), wrong as never)).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });
});

describe("changing the password", () => {
  const NEW = "another horse battery";

  test("takes the current one, ends the other sessions, and keeps this one", async () => {
    const ada = await withPassword(await person("Ada"));
    const other = await session(ada.userId);
    await expect(
      changePassword(ada, { currentPassword: "wrong horse", newPassword: NEW }),
    ).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: "currentPassword", reason: "wrong_password" }] },
    });
    await changePassword(ada, { currentPassword: PASSWORD, newPassword: NEW });
    await readAccount(ada, {});
    await expect(readAccount(other, {})).rejects.toMatchObject(refused("unauthenticated", "session_ended"));
    await logIn(anonymous({ address: "203.0.113.1" }), { username: ada.username, password: NEW });
  });

  test("twice at once works once: the second proved a password that is no longer there", async () => {
    const ada = await withPassword(await person("Ada"));
    const ends = await Promise.allSettled(
      [1, 2].map((i) => changePassword(ada, { currentPassword: PASSWORD, newPassword: `${NEW} ${i}` })),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("stops guesses after ten", async () => {
    const ada = await withPassword(await person("Ada"));
    const guess = () => changePassword(ada, { currentPassword: "wrong", newPassword: NEW });
    for (let i = 0; i < 10; i++) await guess().catch(() => {});
    await expect(guess()).rejects.toMatchObject(refused("rate_limited"));
  });

  test.each(["sh0rt!?", "password123", "p".repeat(1001), "long enough\0"])(
    "to %.15j is refused",
    async (newPassword) => {
      const ada = await withPassword(await person("Ada"));
      await expect(changePassword(ada, { currentPassword: PASSWORD, newPassword })).rejects.toMatchObject({
        refusal: { code: "validation_failed", errors: [{ path: "newPassword" }] },
      });
    },
  );
});
