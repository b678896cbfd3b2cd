import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { keepStatistics, mostRead } from "@/tests/support/plans";
import { find, indexed } from "@/tests/support/searching";
import { type Person, person, room } from "@/tests/support/world";

testDatabase();

const OLD = 20_000;
const NEW = 300;

/** Writes messages as of many commits of one message each. */
async function commits(by: Person, roomId: string, from: number, count: number): Promise<void> {
  await db().$executeRaw`
    INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text)
    SELECT gen_random_uuid(), ${roomId}::uuid, n, n, ${by.userId}::uuid, 'c' || n, 'number ' || n
      FROM generate_series(${from}::int, ${from + count - 1}::int) n`;
}

test("indexing many commits reads their messages alone", async () => {
  await keepStatistics();
  const ada = await person("Ada");
  const den = await room(ada);
  await commits(ada, den.id, 1, OLD + NEW);
  await db().$executeRaw`ANALYZE message`;
  await db().$executeRaw`
    INSERT INTO commit_work (room_id, from_seq, to_seq)
    SELECT ${den.id}::uuid, n, n FROM generate_series(${OLD + 1}::int, ${OLD + NEW}::int) n`;
  const { rows } = await mostRead(indexed);
  expect(rows).toBeLessThan(3 * NEW);
  expect(await find(ada, `"number ${OLD + NEW}"`)).toEqual([`number ${OLD + NEW}`]);
});
