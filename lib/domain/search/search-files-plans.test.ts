import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { keepStatistics, mostRead } from "@/tests/support/plans";
import { indexOld } from "@/tests/support/searching";
import { type Person, person, room } from "@/tests/support/world";
import { searchFiles } from "./search-files";

testDatabase();

/** Each result is read from the index and from the table, and the last span of time holds more than is wanted. */
const COUNTED = 4 * LIMITS.searchCounted;
/** Rows of a file on a page: its attachment, twice, itself, twice, its message, room, membership, people and text. */
const SHOWN = 12 * LIMITS.pageSize.default;
const FILES = Number(process.env.FILES ?? 4_000);
let ada: Person;
let stranger: Person;

beforeAll(async () => {
  await keepStatistics();
  [ada, stranger] = [await person("Ada"), await person("Bob")];
  const den = await room(ada);
  await room(stranger);
  await db().$executeRaw`
    INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, file_count, created_at)
    SELECT gen_random_uuid(), ${den.id}::uuid, n, n, ${ada.userId}::uuid, 'c' || n, '', 1, now() - n * interval '10 minutes'
      FROM generate_series(1, ${FILES}::int) n`;
  await db().$executeRaw`
    INSERT INTO file_content (hash, key, size) SELECT 'h' || n, 'k' || n, 5 FROM generate_series(1, ${FILES}::int) n`;
  await db().$executeRaw`
    INSERT INTO file_text (hash, text, tokens) SELECT 'h' || n, 'words', '{1,2,3}' FROM generate_series(1, ${FILES}::int) n`;
  await db().$executeRaw`
    INSERT INTO file (id, uploader_id, hash, name, type, size, attached_at)
    SELECT gen_random_uuid(), ${ada.userId}::uuid, 'h' || n,
           'report ' || CASE WHEN n % 1000 = 7 THEN 'rarely.txt' ELSE 'often.txt' END, 'text/plain', 5, now()
      FROM generate_series(1, ${FILES}::int) n`;
  await db().$executeRaw`
    INSERT INTO attachment (message_id, file_id, place, room_id, seq, sender_id, kind)
    SELECT x.id, f.id, 1, x.room_id, x.seq, x.sender_id, 'document'
      FROM message x JOIN file f ON f.hash = 'h' || x.seq WHERE x.room_id = ${den.id}::uuid`;
  await indexOld(den.id, FILES + 1);
}, 600_000);

const readBy = async (who: Person, q: string) => (await mostRead(() => searchFiles(who, { q }))).rows;

test("a word of every file costs as much as the results that are counted", async () => {
  expect(await readBy(ada, "report")).toBeLessThan(COUNTED);
  expect(await readBy(ada, "filename:often")).toBeLessThan(COUNTED);
});

test("a rare word costs what it finds, a common one in others' rooms nothing", async () => {
  expect(await readBy(ada, "rarely")).toBeLessThan(SHOWN);
  expect(await readBy(stranger, "report")).toBeLessThan(100);
});
