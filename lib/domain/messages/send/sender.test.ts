import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test, vi } from "vitest";
import { type Principal, principalOf } from "@/lib/core/principal";
import { write, writer } from "@/lib/delivery/write";
import { db, pool } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { deactivate, type Person, person, refused, room, session } from "@/tests/support/world";
import { leaveRoom } from "../../rooms/members/leave-room";
import { type Appended, append } from "./append";
import { type NewMessage, PLAIN_MESSAGE } from "./new-message";

testDatabase();

const WAIT = { timeout: 10_000 };

/** A sender without a session: a scheduled message's author, say. */
const accountOf = ({ userId }: Pick<Person, "userId">): Principal => ({ userId, revokedBy: "account" });

const send = (sender: Principal, roomId: string, fields: Partial<NewMessage> = {}) => {
  const item = { ...PLAIN_MESSAGE, sender, roomId, clientId: uuid(), text: "hello", ...fields };
  return write<Appended>({ roomIds: [roomId], bulk: append, item });
};

const endSession = (sessionId: string) =>
  db().session.update({ where: { id: sessionId }, data: { endedAt: new Date() } });

async function world() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  return { ada, bob, den: await room(ada, { members: [bob] }) };
}

test("a sender without a session sends as their account", async () => {
  const { bob, den } = await world();
  await endSession(bob.sessionId);

  const sent = await send(accountOf(bob), den.id);
  expect(sent).toMatchObject({
    isNew: true,
    message: { sender: { id: bob.userId, username: bob.username } },
  });
});

test("a sender without a session is refused what their account may not", async () => {
  const { ada, bob, den } = await world();
  await expect(send(accountOf({ userId: uuid() }), den.id)).rejects.toMatchObject(refused("unauthenticated"));
  await db().room.update({ where: { id: den.id }, data: { posting: "moderators" } });
  await expect(send(accountOf(bob), den.id)).rejects.toMatchObject(refused("forbidden", "moderators_only"));
  expect(await send(accountOf(ada), den.id)).toMatchObject({ isNew: true });

  await leaveRoom(bob, { room: den.id });
  await expect(send(accountOf(bob), den.id)).rejects.toMatchObject(refused("not_found"));
  await deactivate(ada);
  await expect(send(accountOf(ada), den.id)).rejects.toMatchObject(refused("unauthenticated"));
});

test("an ended session revokes its own messages alone, also within one batch", async () => {
  const { bob, den } = await world();
  const other = { ...bob, ...(await session(bob.userId)) };
  await endSession(bob.sessionId);

  const senders = [principalOf(bob), accountOf(bob), principalOf(other)];
  const ends = await Promise.allSettled(senders.map((sender) => send(sender, den.id)));
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(await db().message.count({ where: { roomId: den.id, kind: "user" } })).toBe(2);
});

test("the session's row says who sends, not the claim", async () => {
  const { ada, bob, den } = await world();
  const sent = await send({ userId: ada.userId, revokedBy: { sessionId: bob.sessionId } }, den.id);
  expect(sent).toMatchObject({ message: { sender: { id: bob.userId } } });
});

test("one session claimed for two people writes each message once", async () => {
  const { ada, bob, den } = await world();
  const revokedBy = { sessionId: bob.sessionId };
  await Promise.all([ada, bob].map(({ userId }) => send({ userId, revokedBy }, den.id)));
  const sent = await db().message.findMany({ where: { roomId: den.id, kind: "user" } });
  expect(sent.map(({ senderId }) => senderId)).toEqual([bob.userId, bob.userId]);
});

test("a session that ends while its message waits for the room's lock revokes it", async () => {
  const { ada, bob, den } = await world();
  const blocker = await pool().connect();
  onTestFinished(() => blocker.release());
  await blocker.query("BEGIN");
  await blocker.query("SELECT 1 FROM room WHERE id = $1 FOR UPDATE", [den.id]);
  const ends = Promise.allSettled([send(principalOf(bob), den.id), send(accountOf(ada), den.id)]);
  await vi.waitFor(async () => {
    const { rows } = await pool().query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    expect(rows).toHaveLength(1);
  }, WAIT);
  await blocker.query("UPDATE session SET ended_at = now() WHERE id = $1", [bob.sessionId]);
  await blocker.query("COMMIT");

  const [ofBob, ofAda] = await ends;
  expect(ofBob).toMatchObject({ status: "rejected", reason: refused("unauthenticated", "session_ended") });
  expect(ofAda).toMatchObject({ status: "fulfilled", value: { isNew: true } });
});

test("a retry without a session finds the message that a session sent", async () => {
  const { bob, den } = await world();
  const first = await send(principalOf(bob), den.id, { clientId: "same" });
  await writer().idle();
  const again = await send(accountOf(bob), den.id, { clientId: "same" });
  expect(again).toEqual({ isNew: false, id: (first as { message: { id: string } }).message.id });
});
