import { v7 as uuid } from "uuid";
import { afterEach, describe, expect, test, vi } from "vitest";
import { deleteMessage } from "@/lib/domain/messages/edit/delete-message";
import { editMessage } from "@/lib/domain/messages/edit/edit-message";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { updateRoom } from "@/lib/domain/rooms/update/update-room";
import { scheduleMessage } from "@/lib/domain/scheduled/schedule-message";
import { ENDPOINTS } from "@/lib/doors/endpoints";
import { db } from "@/lib/platform/database/db";
import { LIMITS, RATES } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { expectWhole } from "@/tests/support/membership";
import { makeBrowser } from "@/tests/support/push-browser";
import { call } from "@/tests/support/rest";
import { PASSWORD, type Person, person, ROOM_PASSWORD, room, withPassword } from "@/tests/support/world";

testDatabase();
afterEach(() => void vi.useRealTimers());

/** A POST of somebody under a key. */
const post = (as: Person, path: string, key: string, body: object = {}) =>
  call("POST", path, { as, body, headers: { "idempotency-key": key } });

const messagesIn = (roomId: string) => db().message.count({ where: { roomId, kind: "user" } });

async function inDen() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  return { ada, bob, den, path: `/rooms/${den.id}/messages` };
}

describe("every POST under an Idempotency-Key", () => {
  /** Body of each POST; `{room}` and the like are filled in. Sign-in takes no key, and reads need none. */
  const BODIES: Record<
    string,
    (world: { den: { id: string }; bob: Person; later: { id: string } }) => object
  > = {
    "/me/password": () => ({ currentPassword: PASSWORD, newPassword: "another horse battery" }),
    "/me/tokens": () => ({ name: "script", scopes: ["read"] }),
    "/me/totp": () => ({ password: PASSWORD }),
    "/me/read-all": () => ({}),
    "/me/threads/read": () => ({}),
    "/messages/{message}/thread/move": ({ later }) => ({ messageIds: [later.id] }),
    "/messages/{message}/thread/read": () => ({ lastReadSeq: 1 }),
    "/me/push-subscriptions": () => ({ endpoint: "https://push.example/once", keys: makeBrowser().keys }),
    "/invitations": () => ({}),
    "/groups": () => ({ handle: `made-${uuid().slice(-8)}`, name: "Made" }),
    "/admin/people": () => ({ username: `made-${uuid().slice(-8)}`, displayName: "Made" }),
    "/admin/people/{user}/rooms": ({ den }) => ({ roomIds: [den.id] }),
    "/admin/people/{user}/deactivate": () => ({}),
    "/admin/people/{user}/reactivate": () => ({}),
    "/admin/people/{user}/reset-link": () => ({}),
    "/rooms": () => ({ kind: "open", name: `Room ${uuid()}` }),
    "/rooms/direct": ({ bob }) => ({ userId: bob.userId }),
    "/rooms/{room}/join": () => ({}),
    "/rooms/{room}/leave": () => ({}),
    "/rooms/{room}/members": ({ bob }) => ({ userIds: [bob.userId] }),
    "/rooms/{room}/read": () => ({ lastReadSeq: 1 }),
    "/rooms/{room}/messages": () => ({ text: "once" }),
    "/rooms/{room}/bookmarks": () => ({ url: "https://example.com" }),
    "/me/reminders": () => ({ text: "later", at: new Date(Date.now() + 3_600_000).toISOString() }),
    "/messages/{message}/reminders": () => ({ at: new Date(Date.now() + 3_600_000).toISOString() }),
    "/rooms/{room}/scheduled": () => ({
      text: "later",
      sendAt: new Date(Date.now() + 3_600_000).toISOString(),
    }),
    "/me/scheduled/{scheduled}/send": () => ({}),
    "/messages/{message}/confirmations/remind": () => ({}),
    "/messages/{message}/forward": ({ den }) => ({ roomId: den.id }),
  };
  /** These need an authenticator that answers, or prove who one is; they are made by the same maker. */
  const ELSEWHERE = [
    ...["/me/passkeys", "/me/passkeys/options", "/me/recovery-codes", "/me/totp/confirm"],
    ...["/me/proof", "/me/proof/options"],
    "/invitations/mails", // Needs a mail server: lib/domain/invitations/mail-invitations.test.ts.
    "/me/reminders/{reminder}/snooze", // Of a reminder that is there: lib/domain/reminders/reminders.test.ts.
    "/me/push-subscriptions/{device}/test", // Needs a push service: lib/domain/push/devices.test.ts.
    "/emoji", // Bytes instead of fields: lib/domain/emoji/emoji.test.ts.
    "/files", // Bytes instead of fields: lib/doors/api-server.test.ts.
  ];

  async function world() {
    const admin = await withPassword(await person("Root", "administrator"));
    const [bob, other] = [await person("Bob"), await person("Other", "administrator")];
    const den = await room(admin, { members: [other] });
    const { message } = await sendMessage(admin, { room: den.id, text: "said", confirm: true });
    const { message: later } = await sendMessage(admin, { room: den.id, text: "more" });
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    const scheduled = await scheduleMessage(admin, { room: den.id, text: "due", sendAt });
    return { admin, bob, den, message, later, scheduled };
  }

  const posts = ENDPOINTS.filter(
    ({ method, path, operation }) => method === "POST" && operation.isKeyed && path !== "/auth/logout",
  );

  test("is in this table", () => {
    expect(posts.map(({ path }) => path).sort()).toEqual([...Object.keys(BODIES), ...ELSEWHERE].sort());
    const others = ENDPOINTS.filter(({ method, operation }) => method === "POST" && !operation.isKeyed);
    const isOtherwise = (path: string) =>
      path.startsWith("/auth/") || ["/sync", "/admin/people/find"].includes(path);
    expect(others.map(({ path }) => path).filter((path) => !isOtherwise(path))).toEqual([]);
  });

  test.each(Object.keys(BODIES))(
    "%s: gives the first answer again, and another body is 409",
    async (pattern) => {
      const here = await world();
      const body = BODIES[pattern]!(here);
      const path = pattern
        .replace("{room}", here.den.id)
        .replace("{user}", here.bob.username)
        .replace("{message}", here.message.id)
        .replace("{scheduled}", here.scheduled.id);
      const first = await post(here.admin, path, "k", body);
      expect([first.status, first.json]).toEqual([expect.closeTo(202, -1), first.json]);
      const reversed = Object.fromEntries(Object.entries(body).reverse());
      const again = await post(here.admin, path, "k", reversed);
      expect(again.status).toBe(first.status);
      if (first.json?.id) expect(again.json.id).toBe(first.json.id);
      const other = await post(here.admin, path, "k", { ...body, other: true });
      expect(other).toMatchObject({ status: 409, json: { reason: "idempotency_key_reused" } });
      const rows = JSON.stringify(await db().idempotencyKey.findMany());
      // The address of a bookmark is no secret; those of invitations and resets are.
      const secrets = ["token", "secret", "password", ...(pattern.endsWith("/bookmarks") ? [] : ["url"])];
      for (const secret of secrets) if (first.json?.[secret]) expect(rows).not.toContain(first.json[secret]);
    },
  );
});

describe("a retry gets the first answer though its input would be refused today:", () => {
  test("its expiresAt has passed", async () => {
    const admin = await person("Root", "administrator");
    const body = { expiresAt: new Date(Date.now() + 60_000).toISOString(), maxUses: 1 };
    const first = await post(admin, "/invitations", "k", body);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 120_000 });
    const again = await post(admin, "/invitations", "k", body);
    expect([first.status, again.status, again.json.id]).toEqual([201, 201, first.json.id]);
    expect((await post(admin, "/invitations", "other", body)).status).toBe(422);
  });

  test("its name was taken by another room since", async () => {
    const ada = await person();
    const body = { kind: "open", name: `Den of ${ada.username}` };
    const { json: first } = await post(ada, "/rooms", "k", body);
    await updateRoom(ada, { room: first.id, name: `Attic of ${ada.username}` });
    await room(ada, { name: body.name });
    expect(await post(ada, "/rooms", "k", body)).toMatchObject({ status: 201, json: { id: first.id } });
  });

  test("its room is gone, or not the caller's any more", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const crew = await room(ada, { kind: "group", members: [bob] });
    expect((await post(bob, `/rooms/${crew.id}/leave`, "k")).status).toBe(204);
    expect((await post(bob, `/rooms/${crew.id}/leave`, "k")).status).toBe(204);
    expect((await post(bob, `/rooms/${crew.id}/leave`, "other")).status).toBe(404);
  });

  test("its attempts are used up", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { kind: "password" });
    const join = (key: string, password: string) => post(bob, `/rooms/${den.id}/join`, key, { password });
    expect((await join("k", ROOM_PASSWORD)).status).toBe(200);
    await leaveRoom(bob, { room: den.id });
    for (let i = 0; i < RATES.roomPassword.points; i++) await join(`wrong ${i}`, "wrong wrong");
    expect((await join("fresh", ROOM_PASSWORD)).status).toBe(429);
    expect((await join("k", ROOM_PASSWORD)).status).toBe(200);
    expect(await db().membership.count({ where: { roomId: den.id, userId: bob.userId } })).toBe(0);
  });
});

test("a key that is too long is refused by the header's name", async () => {
  const { ada, path } = await inDen();
  expect(await post(ada, path, "k".repeat(201), { text: "x" })).toMatchObject({
    status: 422,
    json: { errors: [{ path: "Idempotency-Key", reason: "too_long" }] },
  });
});

describe("R05, R06: a message under an Idempotency-Key", () => {
  test("is sent once, whatever has become of it and of the room", async () => {
    const { ada, bob, den, path } = await inDen();
    const send = () => post(bob, path, "k", { text: "once" });
    const first = await send();
    expect(await send()).toMatchObject({ status: 201, json: { id: first.json.id, text: "once" } });
    await editMessage(bob, { message: first.json.id, text: "edited" });
    expect((await send()).json).toMatchObject({ id: first.json.id, text: "edited" });
    await deleteMessage(ada, { message: first.json.id });
    expect((await send()).json).toMatchObject({ id: first.json.id, text: "" });
    await updateRoom(ada, { room: den.id, archived: true });
    expect((await send()).json.id).toBe(first.json.id);
    await updateRoom(ada, { room: den.id, archived: false });
    await leaveRoom(bob, { room: den.id });
    const { id, seq, roomId } = first.json;
    expect((await send()).json).toEqual({
      id,
      seq,
      roomId,
      rev: expect.any(Number),
      clientId: expect.any(String),
    });
    expect(await messagesIn(den.id)).toBe(1);
    expect(JSON.stringify(await db().idempotencyKey.findMany())).not.toContain("once");
  });

  test("with another text, another room or for another operation is 409", async () => {
    const { ada, den, path } = await inDen();
    const attic = await room(ada);
    const { json } = await post(ada, path, "k", { text: "once" });
    const others = [
      await post(ada, path, "k", { text: "twice" }),
      await post(ada, `/rooms/${attic.id}/messages`, "k", { text: "once" }),
      await post(ada, `/messages/${json.id}/forward`, "k", { roomId: attic.id }),
      await post(ada, "/rooms", "k", { kind: "open", name: "K" }),
    ];
    for (const other of others) expect(other).toMatchObject({ status: 409, json: { code: "conflict" } });
    expect([await messagesIn(den.id), await messagesIn(attic.id)]).toEqual([1, 0]);
  });

  test("twenty times at once is sent once, also with others' messages between", async () => {
    const { ada, bob, den, path } = await inDen();
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        i % 4 === 3 ? post(bob, path, `b${i}`, { text: `${i}` }) : post(ada, path, "k", { text: "once" }),
      ),
    );
    const mine = sent.filter((_, i) => i % 4 !== 3);
    expect(new Set(mine.map(({ json }) => json.id)).size).toBe(1);
    expect(await messagesIn(den.id)).toBe(1 + 5);
    await expectWhole(den);
  });

  test("at once with two texts gives one of them, and 409 for the other", async () => {
    const { ada, den, path } = await inDen();
    const sent = await Promise.all(["one", "two"].map((text) => post(ada, path, "k", { text })));
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await messagesIn(den.id)).toBe(1);
  });

  test("is independent for another person", async () => {
    const { ada, bob, den, path } = await inDen();
    for (const who of [ada, bob]) expect((await post(who, path, "k", { text: "mine" })).status).toBe(201);
    expect(await messagesIn(den.id)).toBe(2);
  });

  test("that was refused frees the key, and so does one older than a day", async () => {
    const { ada, den, path } = await inDen();
    const cyd = await person("Cyd");
    expect((await post(cyd, path, "k", { text: "let me in" })).status).toBe(404);
    expect((await post(ada, path, "k", { text: "a", replyToId: uuid() })).status).toBe(422);
    expect((await post(ada, path, "k", { text: "b" })).status).toBe(201);
    const hours = LIMITS.idempotencyHours + 1;
    await db().$executeRaw`UPDATE idempotency_key SET created_at = now() - make_interval(hours => ${hours})`;
    expect((await post(ada, path, "k", { text: "c" })).status).toBe(201);
    expect(await messagesIn(den.id)).toBe(2);
  });

  test("with a clientId goes by that alone", async () => {
    const { ada, den, path } = await inDen();
    const first = await post(ada, path, "k", { text: "one", clientId: "c" });
    const again = await post(ada, path, "other", { text: "two", clientId: "c" });
    expect([first.status, again.status, again.json.id]).toEqual([201, 200, first.json.id]);
    expect((await post(ada, path, "k", { text: "three", clientId: "d" })).status).toBe(201);
    expect(await messagesIn(den.id)).toBe(2);
  });

  test("that is forwarded is forwarded once, also when the original is gone", async () => {
    const { ada, bob, den, path } = await inDen();
    const attic = await room(bob);
    const { json } = await post(ada, path, "s", { text: "original" });
    const forward = () => post(bob, `/messages/${json.id}/forward`, "k", { roomId: attic.id });
    const [first, again] = await Promise.all([forward(), forward()]);
    expect(again!.json.id).toBe(first!.json.id);
    await deleteMessage(ada, { message: json.id });
    expect(await forward()).toMatchObject({ status: 201, json: { id: first!.json.id, text: "original" } });
    await leaveRoom(bob, { room: den.id });
    expect((await forward()).json.id).toBe(first!.json.id);
    expect(await messagesIn(attic.id)).toBe(1);
  });

  test("reveals nothing to a person who may no longer write: their session decides first", async () => {
    const { bob, path } = await inDen();
    await post(bob, path, "k", { text: "once" });
    await db().session.update({ where: { id: bob.sessionId }, data: { scopes: ["read"] } });
    expect((await post(bob, path, "k", { text: "once" })).status).toBe(403);
    await db().session.update({ where: { id: bob.sessionId }, data: { endedAt: new Date() } });
    expect((await post(bob, path, "k", { text: "once" })).status).toBe(401);
  });
});

test("an answer that is kept under a key holds no message that was deleted since", async () => {
  const { ada, den } = await inDen();
  const { message } = await sendMessage(ada, { room: den.id, text: "a secret" });
  const join = () => post(ada, `/rooms/${den.id}/join`, "k");
  expect((await join()).json.lastMessage.text).toBe("a secret");
  await deleteMessage(ada, { message: message.id });
  expect(JSON.stringify([(await join()).json, await db().idempotencyKey.findMany()])).not.toContain(
    "a secret",
  );
});

test.each(["", " ", "x".repeat(LIMITS.idempotencyKeyLength + 1)])(
  "the key %.3j is refused in words",
  async (key) => {
    expect(await post(await person(), "/rooms", key, { kind: "open", name: "K" })).toMatchObject({
      status: 422,
    });
  },
);
