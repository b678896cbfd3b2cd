import { beforeAll, describe, expect, test } from "vitest";
import { listMessages } from "@/lib/domain/messages/list-messages";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { readRoom } from "@/lib/domain/rooms/read-room";
import { listThreads, listUnreadThreads } from "@/lib/domain/threads/list-threads";
import { readThread } from "@/lib/domain/threads/read-thread";
import { pool } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { keepStatistics, mostRead } from "@/tests/support/plans";
import { type Person, person, room } from "@/tests/support/world";

testDatabase();

let ada: Person;
let plain: string;
let busy: string;
let short: string;
let long: string;

/** Two rooms with a hundred messages in their line: one without threads, one with a thousand of ten replies and one of 10,000. */
beforeAll(async () => {
  await keepStatistics();
  ada = await person("Ada");
  const bob = await person("Bob");
  [plain, busy] = [(await room(ada, { members: [bob] })).id, (await room(ada, { members: [bob] })).id];
  const roots: string[] = [];
  for (let n = 0; n < 100; n++) {
    await sendMessage(bob, { room: plain, text: `line ${n}` });
    roots.push((await sendMessage(bob, { room: busy, text: `line ${n}` })).message.id);
  }
  [short, long] = [roots.at(-1)!, roots.at(-2)!];
  const reply = (root: string, text: string) => sendMessage(bob, { room: busy, text, threadId: root });
  await Promise.all([reply(short, "first"), reply(long, "first")]);
  await pool().query(
    `WITH made AS (
       INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, thread_id)
       SELECT gen_random_uuid(), $1, r.seq + n, r.rev + n, $2, gen_random_uuid()::text, 'reply ' || n,
              CASE WHEN n <= 9 THEN $3::uuid WHEN n <= 10008 THEN $4::uuid ELSE ($5::uuid[])[1 + n % 98] END
         FROM room r, generate_series(1, 20000) AS n WHERE r.id = $1 RETURNING seq, rev, thread_id)
     UPDATE room SET seq = (SELECT max(seq) FROM made), rev = (SELECT max(rev) FROM made),
                     thread_seq = (SELECT max(seq) FROM made) WHERE id = $1`,
    [busy, bob.userId, short, long, roots.slice(0, 98)],
  );
  await pool().query(
    `UPDATE message root SET thread_count = t.many, thread_last_seq = t.last, thread_last_at = now(), thread_user_ids = ARRAY[$2::uuid]
       FROM (SELECT thread_id, count(*) AS many, max(seq) AS last FROM message WHERE room_id = $1 AND thread_id IS NOT NULL GROUP BY 1) t
      WHERE root.id = t.thread_id`,
    [busy, bob.userId],
  );
  await pool().query(
    `INSERT INTO thread_follow (user_id, root_id, room_id, is_followed, last_read_seq)
     SELECT $2, id, room_id, true, thread_last_seq - 5 FROM message WHERE room_id = $1 AND thread_count > 0`,
    [busy, ada.userId],
  );
}, 120_000);

const rowsOf = async (act: () => Promise<unknown>) => (await mostRead(act)).rows;

describe.each(["never", "just now"])("with tables that were analysed %s", (when) => {
  beforeAll(async () => {
    if (when === "just now") await pool().query("ANALYZE");
  }, 120_000);

  test("a thread of 10,000 replies opens as one of ten", async () => {
    const open = (thread: string, more: object = {}) =>
      rowsOf(() => listMessages(ada, { room: busy, thread, limit: 10, ...more }));
    expect(await open(long)).toBeLessThanOrEqual(1.2 * (await open(short)));
    expect(await open(long, { before: 5_000 })).toBeLessThanOrEqual(1.2 * (await open(short)) + 10);
  });

  test("a room with a hundred threads is listed as one without", async () => {
    const list = (id: string, more: object = {}) =>
      rowsOf(() => listMessages(ada, { room: id, limit: 20, ...more }));
    // Each root names the people of its thread, and its last reply.
    expect(await list(busy)).toBeLessThanOrEqual((await list(plain)) + 4 * 20 + 20);
    expect(await list(busy, { before: 60 })).toBeLessThanOrEqual(
      (await list(plain, { before: 60 })) + 4 * 20 + 20,
    );
    const head = (id: string) => rowsOf(() => readRoom(ada, { room: id }));
    expect(await head(busy)).toBeLessThanOrEqual((await head(plain)) + 20);
  });

  test("the list of followed threads reads each of them a few times", async () => {
    expect(await rowsOf(() => readThread(ada, { message: long }))).toBeLessThan(30);
    expect(await rowsOf(() => listUnreadThreads(ada, {}))).toBeLessThan(25 * 100);
    expect(await rowsOf(() => listThreads(ada, { limit: 10 }))).toBeLessThan(10 * 100);
  });
});
