import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, room } from "@/tests/support/world";
import { readRoom } from "./read-room";

testDatabase();

/** Somebody says as much as that, in one statement. */
async function say(
  who: Person,
  roomId: string,
  many: number,
  kind: "user" | "system" = "user",
): Promise<void> {
  await db().$executeRaw`
    INSERT INTO message (id, room_id, seq, rev, sender_id, kind, text, client_id)
    SELECT gen_random_uuid(), r.id, r.seq + n, r.rev + n, ${who.userId}::uuid, ${kind}::message_kind, 'hi', gen_random_uuid()::text
      FROM generate_series(1, ${many}::int) n, room r WHERE r.id = ${roomId}::uuid`;
  await db().$executeRaw`
    UPDATE room SET seq = seq + ${many}::int, rev = rev + ${many}::int WHERE id = ${roomId}::uuid`;
}

/** Ada is in a room with Bob, who says much. */
async function world() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const { id } = await room(ada, { members: [bob] });
  const count = async () => (await readRoom(ada, { room: id })).unreadCount;
  return { ada, bob, id, count };
}

describe("unread messages are counted to a hundred", () => {
  test("however many there are", async () => {
    const { bob, id, count } = await world();
    for (const [more, unread] of [
      [99, 99],
      [1, 100],
      [1, 100],
      [1_000, 100],
    ] as const) {
      await say(bob, id, more);
      expect(await count()).toBe(unread);
    }
  });

  test("also after many of the reader's own, and many system messages", async () => {
    const { ada, bob, id, count } = await world();
    await say(ada, id, 400);
    await say(bob, id, 400, "system");
    expect(await count()).toBe(0);
    await say(bob, id, 7);
    expect(await count()).toBe(7);
    await say(ada, id, 1);
    await say(bob, id, 93);
    expect(await count()).toBe(100);
  });

  test("from the reader's first visible message on", async () => {
    const { ada, bob, id, count } = await world();
    await say(bob, id, 500);
    const { seq } = await readRoom(ada, { room: id });
    await db().membership.update({
      where: { roomId_userId: { roomId: id, userId: ada.userId } },
      data: { firstVisibleSeq: seq - 4 },
    });
    expect(await count()).toBe(5);
  });
});
