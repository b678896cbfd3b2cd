import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { indexScans, keepStatistics, mostRead } from "@/tests/support/plans";
import { indexOld } from "@/tests/support/searching";
import { type Person, person, room } from "@/tests/support/world";
import { pinMessage } from "../messages/pin-message";
import { saveMessage } from "../messages/save-message";
import { timeTokens } from "./index/entry-tokens";
import { searchMessages } from "./search-messages";

testDatabase();

/** Each result is read from the index and from the table, and the last span of time holds more than is wanted. */
const COUNTED = 4 * LIMITS.searchCounted;
const MESSAGES = Number(process.env.MESSAGES ?? 4_000);
let ada: Person;
let stranger: Person;

beforeAll(async () => {
  await keepStatistics();
  [ada, stranger] = [await person("Ada"), await person("Bob")];
  const den = await room(ada);
  await room(stranger);
  await db().$executeRaw`
    INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, created_at)
    SELECT gen_random_uuid(), ${den.id}::uuid, n, n, ${ada.userId}::uuid, 'c' || n,
           'every message says thanks ' || CASE WHEN n % 1000 = 7 THEN 'rarely' ELSE '' END,
           now() - n * interval '10 minutes'
      FROM generate_series(1, ${MESSAGES}::int) n`;
  await indexOld(den.id, MESSAGES + 1);
}, 600_000);

const readBy = async (who: Person, q: string) => (await mostRead(() => searchMessages(who, { q }))).rows;

test("a word of every message costs as much as the results that are counted", async () => {
  expect(await readBy(ada, "thanks")).toBeLessThan(COUNTED);
  expect(await readBy(ada, '"message says thanks"')).toBeLessThan(COUNTED);
});

test("a rare word costs what it finds, a common one in others' rooms nothing", async () => {
  expect(await readBy(ada, "rarely")).toBeLessThan(100);
  expect(await readBy(ada, '"thanks rarely"')).toBeLessThan(100);
  expect(await readBy(stranger, "thanks")).toBeLessThan(100);
});

test("a burst of messages today does not make the index be asked many times", async () => {
  const busy = await room(ada);
  await db().$executeRaw`
    INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, created_at)
    SELECT gen_random_uuid(), ${busy.id}::uuid, n, n, ${ada.userId}::uuid, 'b' || n, 'a sudden outage',
           now() - CASE WHEN n <= 700 THEN n * interval '1 second' ELSE (n - 700) * interval '6 hours' END
      FROM generate_series(1, 1500) n`;
  await indexOld(busy.id, 1_501);
  expect(await indexScans("message_search", () => searchMessages(ada, { q: "outage" }))).toBeLessThan(6);
});

test("searches of saved and pinned messages cost as much as they find", async () => {
  const [message] = await db().message.findMany({ where: { seq: 3_000, senderId: ada.userId } });
  await saveMessage(ada, { message: message!.id });
  await pinMessage(ada, { message: message!.id });
  for (const q of ["is:saved", "is:saved thanks", "has:pin", "has:pin thanks"]) {
    expect((await searchMessages(ada, { q })).items.map(({ message: { id } }) => id)).toEqual([message!.id]);
    expect([q, (await readBy(ada, q)) < 100]).toEqual([q, true]);
  }
});

test("new entries wait in a short list before they are merged into the index", async () => {
  const indexes = await db().$queryRaw<{ options: string[] }[]>`
    SELECT reloptions AS options FROM pg_class
     WHERE relname IN ('message_search_tokens_idx', 'file_search_tokens_idx', 'search_word_grams_idx')`;
  const list = { options: ["fastupdate=on", "gin_pending_list_limit=256"] };
  expect(indexes).toEqual([list, list, list]);
});

test("PostgreSQL and the index number spans of time alike", async () => {
  for (let round = 0; round < 200; round++) {
    const [lower, upper] = [Math.random(), Math.random()]
      .map((at) => at ** 3 * 2e12)
      .sort((a, b) => a - b) as [number, number];
    const [row] = await db().$queryRaw<{ times: number[] }[]>`
      SELECT search_times(${new Date(lower)}::timestamptz, ${new Date(upper)}::timestamptz) AS times`;
    const times = new Set(row?.times);
    const covers = (time: number) => timeTokens(new Date(time)).some((token) => times.has(token));
    const shortest = 4_096_000;
    for (const time of [lower, upper, (lower + upper) / 2])
      expect([lower, upper, time, covers(time)]).toEqual([lower, upper, time, true]);
    for (const time of [lower - shortest, upper + shortest])
      expect([lower, upper, time, covers(time)]).toEqual([lower, upper, time, false]);
    expect(times.size).toBeLessThan(100);
  }
});
