import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { person, refused, room } from "@/tests/support/world";
import { deleteMessage } from "./edit/delete-message";
import { listMessages } from "./list-messages";
import { sendMessage } from "./send/send-message";

testDatabase();

async function roomOf(many: number) {
  const ada = await person();
  const den = await room(ada);
  for (let i = 1; i <= many; i++) await sendMessage(ada, { room: den.id, text: `${i}` });
  const seqs = async (page: object) => {
    const { items, hasOlder, hasNewer } = await listMessages(ada, { room: den.id, ...page });
    return { seqs: items.map(({ seq }) => seq), hasOlder, hasNewer };
  };
  return { ada, den, seqs };
}

test("pages are oldest first: the newest, before, after and around a seq, or chosen seqs", async () => {
  const { seqs } = await roomOf(9);
  expect(await seqs({ limit: 3 })).toEqual({ seqs: [7, 8, 9], hasOlder: true, hasNewer: false });
  expect(await seqs({ limit: 3, before: 4 })).toEqual({ seqs: [1, 2, 3], hasOlder: false, hasNewer: true });
  expect(await seqs({ limit: 3, after: 4 })).toEqual({ seqs: [5, 6, 7], hasOlder: true, hasNewer: true });
  expect(await seqs({ limit: 4, around: 5 })).toEqual({ seqs: [4, 5, 6, 7], hasOlder: true, hasNewer: true });
  expect(await seqs({ seqs: "2,9,77" })).toMatchObject({ seqs: [2, 9] });
  const both = seqs({ before: 4, around: 2 });
  await expect(both).rejects.toMatchObject({ refusal: { errors: [{ path: "around", reason: "invalid" }] } });
});

/** Messages sent a minute after each other, the first one at noon. */
async function aMinuteEach(many: number) {
  const world = await roomOf(many);
  await db()
    .$executeRaw`UPDATE message SET created_at = timestamptz '2026-03-01 12:00Z' + (seq - 1) * interval '1 minute' WHERE room_id = ${world.den.id}::uuid`;
  return world;
}

test("a page by time surrounds the first message since then", async () => {
  const { seqs } = await aMinuteEach(9);
  const since = async (at: string) => (await seqs({ at, limit: 3 })).seqs;
  expect(await since("2026-03-01T12:04:00Z")).toEqual([4, 5, 6]);
  expect(await since("2026-03-01T13:03:30+01:00")).toEqual([4, 5, 6]);
  expect(await since("2020-01-01T00:00:00Z")).toEqual([1, 2]);
  expect(await since("2030-01-01T00:00:00Z")).toEqual([8, 9]);
  for (let minute = 1; minute <= 9; minute++)
    expect((await seqs({ at: `2026-03-01T12:0${minute - 1}:00Z`, limit: 1 })).seqs).toEqual([minute]);
});

test("a page by time reaches no further back than the reader may see", async () => {
  const { ada, den } = await aMinuteEach(9);
  await db().$executeRaw`UPDATE membership SET first_visible_seq = 5 WHERE room_id = ${den.id}::uuid`;
  const { items } = await listMessages(ada, { room: den.id, at: "2026-03-01T12:00:00Z", limit: 2 });
  expect(items.map(({ seq }) => seq)).toEqual([5, 6]);
});

test("in a room of very many messages the first of a day is found by halving", async () => {
  const { ada, den } = await roomOf(0);
  await db().$executeRaw`
    INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, created_at)
    SELECT gen_random_uuid(), ${den.id}::uuid, n, n + 1, ${ada.userId}::uuid, 'many ' || n, 'many',
           timestamptz '2020-01-01Z' + n * interval '1 minute' FROM generate_series(1, 20000) n`;
  await db().$executeRaw`UPDATE room SET seq = 20000, rev = 20001 WHERE id = ${den.id}::uuid`;
  const first = async (at: string) => (await listMessages(ada, { room: den.id, at, limit: 1 })).items[0]?.seq;
  expect(await first("2020-01-08T00:00:00Z")).toBe(7 * 24 * 60);
  expect(await first("2020-01-01T00:00:30Z")).toBe(1);
  expect(await first("2020-01-14T21:19:01Z")).toBe(20_000);
});

describe("hasOlder and hasNewer", () => {
  /** Expected answer for a page that shows `visible` numbers; an empty page is judged by its position. */
  function expected(visible: number[], { before, after, limit }: Record<string, number | undefined>) {
    const below = visible.filter((seq) => seq < (before ?? Infinity));
    const above = visible.filter((seq) => seq > (after ?? -1));
    const seqs = after === undefined ? below.slice(-limit!) : above.slice(0, limit);
    const [first, last] = [
      seqs[0] ?? before ?? (after ?? 0) + 1,
      seqs.at(-1) ?? after ?? (before ?? Infinity) - 1,
    ];
    return { seqs, hasOlder: visible.some((s) => s < first), hasNewer: visible.some((s) => s > last) };
  }

  test.each([
    ["an empty room", 0, 1],
    ["a room of one message", 1, 1],
    ["a room of three messages", 3, 1],
    ["a room whose first messages are hidden", 5, 3],
    ["a room of which all is hidden", 3, 4],
  ])("are exact in %s, before and after every number", async (_name, many, firstVisibleSeq) => {
    const { ada, den, seqs } = await roomOf(many);
    await db().membership.updateMany({ where: { roomId: den.id }, data: { firstVisibleSeq } });
    if (many > 2) {
      const [{ id } = { id: "" }] = await db().message.findMany({ where: { roomId: den.id, seq: 3 } });
      await deleteMessage(ada, { message: id }).catch(() => 0);
    }
    const visible = Array.from({ length: many }, (_, i) => i + 1).filter((seq) => seq >= firstVisibleSeq);
    for (const limit of [1, 2, 200]) {
      for (const at of [0, 1, 2, 3, 4, 5, 6, 99, 2_147_483_647])
        for (const position of [{ before: at }, { after: at }])
          expect([position, await seqs({ ...position, limit })]).toEqual([
            position,
            expected(visible, { ...position, limit }),
          ]);
      expect(await seqs({ limit })).toEqual(expected(visible, { limit }));
    }
  });

  test("are exact around every number, even beyond either end, and always with messages", async () => {
    const { seqs } = await roomOf(3);
    const around = (at: number, limit: number) => seqs({ around: at, limit });
    expect(await around(0, 1)).toEqual({ seqs: [1], hasOlder: false, hasNewer: true });
    expect(await around(2, 1)).toEqual({ seqs: [2], hasOlder: true, hasNewer: true });
    expect(await around(99, 2)).toEqual({ seqs: [3], hasOlder: true, hasNewer: false });
    expect(await around(2_147_483_647, 200)).toEqual({ seqs: [1, 2, 3], hasOlder: false, hasNewer: false });
  });

  test("follow the outermost of chosen numbers", async () => {
    const { seqs } = await roomOf(3);
    expect(await seqs({ seqs: "2" })).toEqual({ seqs: [2], hasOlder: true, hasNewer: true });
    expect(await seqs({ seqs: "99" })).toEqual({ seqs: [], hasOlder: true, hasNewer: false });
    expect(await seqs({ seqs: "0" })).toEqual({ seqs: [], hasOlder: false, hasNewer: true });
    expect(await seqs({ seqs: "1,2,3", limit: 1 })).toEqual({
      seqs: [1, 2, 3],
      hasOlder: false,
      hasNewer: false,
    });
  });
});

test("an empty room has neither older nor newer messages", async () => {
  const { seqs } = await roomOf(0);
  expect(await seqs({})).toEqual({ seqs: [], hasOlder: false, hasNewer: false });
});

test("non-members find no messages, even in a listed room", async () => {
  const { den } = await roomOf(1);
  await expect(listMessages(await person("Eve"), { room: den.id })).rejects.toMatchObject(
    refused("not_found"),
  );
});

test.each([
  [{ limit: 0 }, "limit"],
  [{ limit: 201 }, "limit"],
  [{ limit: "many" }, "limit"],
  [{ before: -1 }, "before"],
  [{ after: 1.5 }, "after"],
  [{ around: 99_999_999_999 }, "around"],
  [{ at: "yesterday" }, "at"],
  [{ at: "2026-03-01" }, "at"],
  [{ seqs: "1,a" }, "seqs"],
  [{ seqs: "1,2147483648" }, "seqs"],
])("a page like %o is refused by the field's name", async (page, path) => {
  const { ada, den } = await roomOf(0);
  await expect(listMessages(ada, { room: den.id, ...page } as never)).rejects.toMatchObject({
    refusal: { code: "validation_failed", errors: [{ path }] },
  });
});
