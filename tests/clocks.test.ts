import { afterEach, describe, expect, test, vi } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { register } from "@/lib/domain/accounts/register";
import { signAccessToken } from "@/lib/domain/accounts/sessions/access-token";
import { refreshTokens } from "@/lib/domain/accounts/sessions/refresh-tokens";
import { deleteMessage } from "@/lib/domain/messages/edit/delete-message";
import { editMessage } from "@/lib/domain/messages/edit/edit-message";
import { listMessages } from "@/lib/domain/messages/list-messages";
import { pinMessage, unpinMessage } from "@/lib/domain/messages/pin-message";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { sync } from "@/lib/domain/messages/sync";
import { joinRoom } from "@/lib/domain/rooms/members/join-room";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { readRoom } from "@/lib/domain/rooms/read-room";
import { updateRoom } from "@/lib/domain/rooms/update/update-room";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { call } from "@/tests/support/rest";
import { type Person, person, room, workspace } from "@/tests/support/world";

// R15: the clock of the server is wrong by an hour, or steps back while people talk.

testDatabase();

const HOUR = 3_600_000;

afterEach(() => void vi.useRealTimers());

/** The server's clock is so far from the database's, from now on. */
function shift(ms: number): void {
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
}

const textsOf = (items: { text: string; kind: string }[]) =>
  items.filter(({ kind }) => kind === "user").map(({ text }) => text);

describe.each([
  ["an hour ahead, then right, then an hour behind", [HOUR, 0, -HOUR]],
  ["an hour behind, then an hour ahead, then right", [-HOUR, HOUR, 0]],
])("R15: with a clock that is %s", (_how, shifts) => {
  async function talk() {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const { rev } = await readRoom(ada, { room: den.id });
    const texts: string[] = [];
    for (const ms of shifts) {
      shift(ms);
      for (let i = 0; i < 3; i++) texts.push(`${texts.length}`);
      for (const text of texts.slice(-3)) await sendMessage(ada, { room: den.id, text });
    }
    return { ada, bob, den, rev, said: texts };
  }

  test("messages are listed, paged, synced and counted in the order in which they were sent", async () => {
    const { ada, bob, den, rev, said } = await talk();
    const { items } = await listMessages(ada, { room: den.id });
    expect(textsOf(items)).toEqual(said);
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, i) => i + 1));
    const older = await listMessages(ada, { room: den.id, before: items.at(-4)!.seq, limit: 3 });
    expect(textsOf(older.items)).toEqual(said.slice(2, 5));
    const { rooms } = await sync(ada, { rooms: { [den.id]: rev } });
    expect(textsOf(rooms[0]!.items)).toEqual(said);
    expect(await readRoom(bob, { room: den.id })).toMatchObject({ unreadCount: said.length });
  });

  test("the times of messages are the database's, and any message may be edited", async () => {
    const { ada, den } = await talk();
    vi.useRealTimers();
    const { items } = await listMessages(ada, { room: den.id });
    for (const { createdAt } of items)
      expect(Math.abs(Date.now() - Date.parse(createdAt))).toBeLessThan(HOUR / 2);
    for (const ms of shifts) {
      shift(ms);
      for (const { id, kind } of items)
        if (kind === "user")
          expect((await editMessage(ada, { message: id, text: `by ${ms}` })).text).toBe(`by ${ms}`);
    }
  });

  test("so are those of edits, pins and deletions", async () => {
    const { ada, den } = await talk();
    const mine = (await listMessages(ada, { room: den.id })).items.filter(({ kind }) => kind === "user");
    for (const ms of shifts) {
      shift(ms);
      await editMessage(ada, { message: mine[0]!.id, text: `by ${ms}` });
      await pinMessage(ada, { message: mine[1]!.id });
      await unpinMessage(ada, { message: mine[1]!.id });
    }
    await pinMessage(ada, { message: mine[1]!.id });
    await deleteMessage(ada, { message: mine[2]!.id });
    vi.useRealTimers();
    const rows = await db().message.findMany({ where: { id: { in: mine.slice(0, 3).map(({ id }) => id) } } });
    const times = rows.flatMap(
      ({ editedAt, pinnedAt, deletedAt }) => editedAt ?? pinnedAt ?? deletedAt ?? [],
    );
    expect(times).toHaveLength(3);
    for (const time of times) expect(Math.abs(Date.now() - time.getTime())).toBeLessThan(HOUR / 2);
  });
});

test("R15: rows whose times are in no order are shown by seq", async () => {
  const ada = await person();
  const den = await room(ada);
  for (let i = 0; i < 9; i++) await sendMessage(ada, { room: den.id, text: `${i}` });
  await db().$executeRaw`
    UPDATE message SET created_at = created_at + (seq * 7 % 5 - 2) * interval '1 hour' WHERE room_id = ${den.id}::uuid`;
  const { items } = await listMessages(ada, { room: den.id });
  expect(textsOf(items)).toEqual(Array.from({ length: 9 }, (_, i) => `${i}`));
});

describe("R15: an access token", () => {
  const refreshed = async (refreshToken: string) => {
    const tokens = await refreshTokens(anonymous(), { refreshToken });
    if (!tokens) throw new Error("The session is over");
    return tokens;
  };
  const status = async (token: string, who: Person) =>
    (await call("GET", "/me", { as: { ...who, token } })).status;

  test("from before expires when the clock is an hour ahead, a new one works, and both end with their session", async () => {
    await workspace();
    const name = `clock${Math.random().toString(36).slice(2, 8)}`;
    const made = await register(anonymous(), { username: name, password: "a long enough password" });
    const who = { ...(await person()), token: made.accessToken };
    expect(await status(made.accessToken, who)).toBe(200);
    shift(HOUR);
    expect(await status(made.accessToken, who)).toBe(401);
    const fresh = await refreshed(made.refreshToken);
    expect(await status(fresh.accessToken, who)).toBe(200);

    shift(-HOUR); // It steps back: what was given out before is good, and nobody is put out.
    expect(await status(fresh.accessToken, who)).toBe(200);
    const again = await refreshed(fresh.refreshToken);
    vi.useRealTimers();
    await db().session.updateMany({ where: { userId: made.user.id }, data: { endedAt: new Date() } });
    for (const { accessToken } of [made, fresh, again]) expect(await status(accessToken, who)).toBe(401);
  });

  test("of a session that expired by the database's clock is invalid, whatever the server's clock says", async () => {
    const ada = await person();
    await db().$executeRaw`
      UPDATE session SET expires_at = now() - interval '1 minute' WHERE id = ${ada.sessionId}::uuid`;
    shift(-HOUR);
    expect(await status(await signAccessToken(ada), ada)).toBe(401);
  });
});

test("R15: a person who re-entered the password and left does not count as put out", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const safe = await room(ada, { kind: "password", members: [bob] });
  await updateRoom(ada, { room: safe.id, password: "another one", askAgain: true });
  // That was written by a server whose clock is an hour ahead: by its id it is newer than all that follows.
  await db().$executeRaw`
    UPDATE membership_change SET id = 'ffffffff-ffff-7fff-bfff-ffffffffffff' WHERE room_id = ${safe.id}::uuid AND type = 'lapsed'`;
  expect(await readRoom(bob, { room: safe.id })).toMatchObject({ hasLapsed: true });
  await joinRoom(bob, { room: safe.id, password: "another one" });
  await updateRoom(ada, { room: safe.id, history: "hidden" });
  await leaveRoom(bob, { room: safe.id });
  expect(await readRoom(bob, { room: safe.id })).toMatchObject({ hasLapsed: false });
  const back = await joinRoom(bob, { room: safe.id, password: "another one" });
  expect(back.firstVisibleSeq).toBeGreaterThan(1);
});
