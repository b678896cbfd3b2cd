import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import { principalOf } from "@/lib/core/principal";
import type { Sql } from "@/lib/delivery/commit";
import { pool } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { uploadRow } from "@/tests/support/files";
import { type Person, person, room } from "@/tests/support/world";
import { append } from "./append";
import { type NewMessage, PLAIN_MESSAGE } from "./new-message";

testDatabase();

const HISTORY = 20_000;
const ROOMS = 1_000;
const BATCH = 20;

/** Counts the rows of a table that a batch reads, by a plan that was cached before `grow` made the tables large. */
async function rowsRead(
  table: string,
  draft: () => NewMessage,
  grow: (connection: PoolClient) => Promise<unknown>,
) {
  const connection = await pool().connect();
  const sql: Sql = async <Row>(statement: { name: string; text: string }, values: unknown[]) =>
    (await connection.query({ ...statement, values })).rows as Row[];
  const write = () => append.write(sql, Array.from({ length: BATCH }, draft));
  try {
    for (let i = 0; i < 10; i++) await write(); // The plan that is kept is made after some runs.
    await grow(connection);
    await connection.query("SELECT pg_stat_force_next_flush()"); // Or what came before would be counted too.
    await connection.query("BEGIN");
    await write();
    const { rows } = await connection.query(
      "SELECT seq_tup_read + idx_tup_fetch AS read FROM pg_stat_xact_user_tables WHERE relname = $1",
      [table],
    );
    await connection.query("COMMIT");
    return Number(rows[0].read);
  } finally {
    connection.release();
  }
}

async function draftsOf(ada: Person): Promise<{ roomId: string; draft: () => NewMessage }> {
  const { id: roomId } = await room(ada);
  const sender = principalOf(ada);
  const same = { ...PLAIN_MESSAGE, sender, roomId, text: "hello" };
  return { roomId, draft: () => ({ ...same, clientId: uuid() }) };
}

test("a batch reads no more rows in a room with a long history, though its plan was made when there was none", async () => {
  const ada = await person();
  const { roomId, draft } = await draftsOf(ada);
  await pool().query("ANALYZE"); // It believes that there is next to nothing, and always will be.
  const read = await rowsRead("message", draft, async (connection) => {
    await connection.query(
      `INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text)
       SELECT gen_random_uuid(), $1, 1000 + n, 1000 + n, $2, n::text, 'long ago' FROM generate_series(1, $3::int) n`,
      [roomId, ada.userId, HISTORY],
    );
    await connection.query("UPDATE room SET seq = seq + $2, rev = rev + $2 WHERE id = $1", [
      roomId,
      HISTORY + 1000,
    ]);
  });
  expect(read).toBeLessThanOrEqual(2 * BATCH);
});

test("a batch into one room reads no other rooms, even by a plan from before they existed", async () => {
  const ada = await person();
  const { draft } = await draftsOf(ada);
  const read = await rowsRead("room", draft, (connection) =>
    connection.query(
      `INSERT INTO room (id, kind, name, name_key, created_by_id)
       SELECT gen_random_uuid(), 'open', 'room ' || n, 'room ' || n, $1 FROM generate_series(1, $2::int) n`,
      [ada.userId, ROOMS],
    ),
  );
  expect(read).toBeLessThanOrEqual(2 * BATCH);
});

test.each(["file", "attachment"])(
  "a batch with files reads no other rows of %s, even by a plan from before they existed",
  async (table) => {
    const ada = await person();
    const { roomId, draft } = await draftsOf(ada);
    const files = await Promise.all(Array.from({ length: 11 * BATCH }, () => uploadRow(ada)));
    await pool().query("ANALYZE");
    const withFile = () => ({ ...draft(), attachmentIds: [files.pop()!] });
    const read = await rowsRead(table, withFile, async (connection) => {
      await connection.query("INSERT INTO file_content (hash, key, size) VALUES ($1, $1, 5)", [
        `old ${table}`,
      ]);
      await connection.query(
        `INSERT INTO file (id, uploader_id, hash, name, type, size, attached_at)
         SELECT gen_random_uuid(), $1, $2, 'old', 'text/plain', 5, now() FROM generate_series(1, $3::int)`,
        [ada.userId, `old ${table}`, HISTORY],
      );
      await connection.query(
        `INSERT INTO attachment (message_id, file_id, place, room_id, seq, sender_id, kind)
         SELECT x.id, f.id, 2, x.room_id, x.seq, x.sender_id, 'document'
           FROM file f, (SELECT * FROM message WHERE room_id = $1 AND kind = 'user' LIMIT 1) x WHERE f.hash = $2`,
        [roomId, `old ${table}`],
      );
    });
    // Locked, judged, inserted, marked as sent and read for the answer.
    expect(read).toBeLessThanOrEqual(8 * BATCH);
  },
);

test("a call of the release before, without files, goes on working", async () => {
  const ada = await person();
  const { draft } = await draftsOf(ada);
  const sql: Sql = async <Row>(statement: { name: string; text: string }, values: unknown[]) =>
    (await pool().query(statement.text.replace(", $6::uuid[]", ""), values.slice(0, 5))).rows as Row[];
  const { outcomes } = await append.write(sql, [draft()]);
  expect(outcomes).toMatchObject([{ ok: true }]);
});

test("small batches are not dominated by planning: one plan is kept", async () => {
  const { rows } = await pool().query("SELECT proconfig FROM pg_proc WHERE proname = 'write_messages'");
  expect(rows[0].proconfig).toContain("plan_cache_mode=force_generic_plan");
});

test("the ids of a batch are in the order of its messages, by which mentions are listed", async () => {
  const ada = await person();
  const { draft } = await draftsOf(ada);
  const sql: Sql = async <Row>(statement: { name: string; text: string }, values: unknown[]) =>
    (await pool().query({ ...statement, values })).rows as Row[];
  const { changes } = await append.write(sql, Array.from({ length: 300 }, draft));
  const ids = changes.flatMap(({ items }) => items.map(({ id }) => id));
  expect(ids).toHaveLength(300);
  expect(ids).toEqual([...ids].sort());
});
