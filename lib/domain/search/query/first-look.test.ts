import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { indexScans, keepStatistics, mostRead } from "@/tests/support/plans";
import { indexOld } from "@/tests/support/searching";
import { type Person, person, room } from "@/tests/support/world";
import { searchMessages } from "../search-messages";

testDatabase();

const MESSAGES = 12_000;
let ada: Person;

beforeAll(async () => {
  await keepStatistics();
  ada = await person("Ada");
  const den = await room(ada);
  await db().$executeRaw`
    INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, created_at)
    SELECT gen_random_uuid(), ${den.id}::uuid, n, n, ${ada.userId}::uuid, 'c' || n,
           'thanks ' || CASE WHEN n % 20 = 0 THEN 'weekly ' ELSE '' END || CASE WHEN n % 1000 = 7 THEN 'rarely' ELSE '' END,
           now() - n * interval '80 minutes'
      FROM generate_series(1, ${MESSAGES}::int) n`;
  await indexOld(den.id, MESSAGES + 1);
  await db().$executeRaw`ANALYZE message_search`;
}, 600_000);

const looksFor = (q: string) => indexScans("message_search", () => searchMessages(ada, { q }));
const readFor = async (q: string) => (await mostRead(() => searchMessages(ada, { q }))).rows;

test("the index is asked once for a rare, a medium and a common word", async () => {
  for (const q of [
    "rarely",
    "weekly",
    "thanks",
    "thanks weekly",
    '"weekly rarely"',
    "before:2026-01-01 thanks",
  ])
    expect([q, await looksFor(q)]).toEqual([q, 1]);
});

test("with statistics a common word costs as much as the results that are counted", async () => {
  expect(await readFor("thanks")).toBeLessThan(3 * LIMITS.searchCounted);
  expect(await readFor("rarely")).toBeLessThan(100);
});

test("nobody else's messages are read where a search has no words", async () => {
  const bob = await person("Bob");
  await room(bob);
  const { rows } = await mostRead(() => searchMessages(bob, { q: "before:2100-01-01" }));
  expect(rows).toBeLessThan(100);
});
