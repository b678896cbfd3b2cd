import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import type { Sql } from "@/lib/core/commit";
import { pool } from "@/lib/platform/db";
import { testDatabase } from "@/tests/support/database";
import { person, room } from "@/tests/support/world";
import { append, type Draft } from "./append";
import { NOBODY_CALLED } from "./mentions";

testDatabase();

const HISTORY = 20_000;
const BATCH = 20;

test("a batch reads no more rows in a room with a long history, though its plan was made when there was none", async () => {
  const ada = await person();
  const den = await room(ada);
  const draft = (): Draft => ({
    ...ada,
    roomId: den.id,
    clientId: uuid(),
    text: "hello",
    replyToId: null,
    called: NOBODY_CALLED,
    forwardedFrom: null,
  });
  const connection = await pool().connect();
  const sql: Sql = async <Row>(statement: { name: string; text: string }, values: unknown[]) =>
    (await connection.query({ ...statement, values })).rows as Row[];
  const write = (count: number) => append.write(sql, Array.from({ length: count }, draft));
  try {
    await connection.query("ANALYZE"); // It believes that there is next to nothing, and always will be.
    for (let i = 0; i < 10; i++) await write(BATCH); // The plan that is kept is made after some runs.
    await connection.query(
      `INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text)
       SELECT gen_random_uuid(), $1, 1000 + n, 1000 + n, $2, n::text, 'long ago' FROM generate_series(1, $3::int) n`,
      [den.id, ada.userId, HISTORY],
    );
    await connection.query("UPDATE room SET seq = seq + $2, rev = rev + $2 WHERE id = $1", [
      den.id,
      HISTORY + 1000,
    ]);
    await connection.query("BEGIN");
    await write(BATCH);
    const { rows } = await connection.query(
      "SELECT seq_tup_read + idx_tup_fetch AS read FROM pg_stat_xact_user_tables WHERE relname = 'message'",
    );
    await connection.query("COMMIT");
    expect(Number(rows[0].read)).toBeLessThanOrEqual(2 * BATCH);
  } finally {
    connection.release();
  }
});
