import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { person, refused, room } from "@/tests/support/world";
import { saveDraft } from "../drafts/save-draft";
import { createInvitation } from "../invitations/invitations";
import { createRoom } from "../rooms/create-room";
import { rememberDevice } from "./login/known-device";
import { createApiToken } from "./sessions/api-token";
import { refreshTokens } from "./sessions/refresh-tokens";
import { issueTokens, startSession } from "./sessions/session";

testDatabase();

const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const rooms = (createdById: string, count: number, more: object = {}) =>
  db().room.createMany({
    data: many(count, () => ({ id: uuid(), kind: "open" as const, createdById, ...more })),
  });

test("A13: one person makes a bounded number of rooms, of which deleted ones do not count", async () => {
  const [ada, boss] = [await person("Ada"), await person("Boss", "administrator")];
  await rooms(ada.userId, 5, { deletedAt: new Date() });
  for (const { userId } of [ada, boss]) await rooms(userId, LIMITS.roomsMade.member - 1);
  const make = (who: typeof ada, i: number) =>
    createRoom(who, { kind: "open", name: `N${i} ${who.username}` });
  const ends = await Promise.allSettled([1, 2, 3].map((i) => make(ada, i)));
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  await expect(make(ada, 4)).rejects.toMatchObject(refused("conflict", "too_many_rooms"));
  await expect(createRoom(ada, { kind: "group" })).rejects.toMatchObject(
    refused("conflict", "too_many_rooms"),
  );
  for (const i of [1, 2]) await make(boss, i);
});

test("A13: one person has a bounded number of API tokens, also when they make several at once", async () => {
  const ada = await person();
  const sessions = many(LIMITS.apiTokens - 1, () => uuid());
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db().session.createMany({ data: sessions.map((id) => ({ id, userId: ada.userId, expiresAt })) });
  await db().apiToken.createMany({
    data: sessions.map((sessionId) => ({
      id: uuid(),
      userId: ada.userId,
      sessionId,
      name: "t",
      hash: uuid(),
      hint: "x",
    })),
  });
  const make = () => createApiToken(ada, { name: "t", scopes: ["read"] });
  const ends = await Promise.allSettled([make(), make(), make()]);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  await expect(make()).rejects.toMatchObject(refused("conflict", "too_many_tokens"));
  await db().session.update({ where: { id: sessions[0]! }, data: { endedAt: new Date() } });
  await make();
});

test("A13: one person has drafts in a bounded number of rooms, and goes on changing those", async () => {
  const ada = await person();
  const [den, attic] = [await room(ada), await room(ada)];
  const ids = many(LIMITS.drafts - 1, () => uuid());
  await db().room.createMany({
    data: ids.map((id) => ({ id, kind: "group" as const, createdById: uuid() })),
  });
  await db().draft.createMany({
    data: ids.map((roomId) => ({ userId: ada.userId, roomId, text: "d", version: 1 })),
  });
  await saveDraft(ada, { room: den.id, text: "one" });
  expect(await saveDraft(ada, { room: den.id, text: "two" })).toMatchObject({ text: "two" });
  await expect(saveDraft(ada, { room: attic.id, text: "x" })).rejects.toMatchObject(
    refused("conflict", "too_many_drafts"),
  );
});

test("A13: a bounded number of invitations may be open", async () => {
  const boss = await person("Boss", "administrator");
  const data = many(LIMITS.invitations.administrator, () => ({
    id: uuid(),
    tokenHash: uuid(),
    createdById: boss.userId,
  }));
  await db().invitation.createMany({ data });
  await expect(createInvitation(boss, {})).rejects.toMatchObject(refused("conflict", "too_many_invitations"));
  await db().invitation.update({ where: { id: data[0]!.id }, data: { revokedAt: new Date() } });
  await createInvitation(boss, {});
});

test("A13: one log-in too many ends the one that was used longest ago, and no API token", async () => {
  const ada = await person();
  const user = await db().user.findUniqueOrThrow({ where: { id: ada.userId } });
  const { id } = await createApiToken(ada, { name: "t", scopes: ["read"] });
  const expiresAt = new Date(Date.now() + 3_600_000);
  const old = many(LIMITS.sessions - 1, (i) => ({
    id: uuid(),
    userId: user.id,
    expiresAt,
    lastUsedAt: new Date(1e12 + i),
  }));
  await db().session.createMany({ data: old });
  const { sessionId } = await db().$transaction((tx) => startSession(tx, ada, user));
  const ended = await db().session.findMany({ where: { userId: user.id, endedAt: { not: null } } });
  expect(ended.map((one) => one.id)).toEqual([old[0]!.id]);
  expect(
    await db().session.count({
      where: { userId: user.id, endedAt: null, id: { in: [sessionId, ada.sessionId] } },
    }),
  ).toBe(2);
  expect(await db().apiToken.count({ where: { id, session: { endedAt: null } } })).toBe(1);
});

test("A13: known devices and used refresh tokens of one person are bounded", async () => {
  const ada = await person();
  const { userId, sessionId } = ada;
  await db().knownDevice.createMany({
    data: many(LIMITS.knownDevices, (i) => ({ userId, hash: `h${i}`, usedAt: new Date(1e12 + i) })),
  });
  await rememberDevice(db(), ada, userId);
  const devices = await db().knownDevice.findMany({ where: { userId } });
  expect(devices).toHaveLength(LIMITS.knownDevices);
  expect(devices.map(({ hash }) => hash)).not.toContain("h0");

  await db().refreshToken.createMany({
    data: many(LIMITS.usedTokens + 5, (i) => ({
      hash: `${sessionId}${i}`,
      sessionId,
      usedAt: new Date(1e12 + i),
    })),
  });
  const { refreshToken } = await db().$transaction((tx) => issueTokens(tx, { sessionId, userId }));
  await refreshTokens({ ...ada, sessionId: null, userId: null }, { refreshToken });
  expect(await db().refreshToken.count({ where: { sessionId, usedAt: { not: null } } })).toBe(
    LIMITS.usedTokens,
  );
  await expect(
    refreshTokens({ ...ada, sessionId: null, userId: null }, { refreshToken }),
  ).rejects.toMatchObject(refused("unauthenticated"));
});
