import { beforeAll, describe, expect, test } from "vitest";
import type { Job } from "@/lib/core/jobs/define-job";
import { ensureJob } from "@/lib/core/jobs/periodic";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { encodeCursor } from "@/lib/domain/cursor";
import { listMyFiles, listRoomFiles } from "@/lib/domain/files/list-files";
import { sweepFilesJob, sweepStorageJob } from "@/lib/domain/files/sweep/sweep-files";
import { listMessages } from "@/lib/domain/messages/list-messages";
import { listSaved } from "@/lib/domain/messages/list-saved";
import { sync } from "@/lib/domain/messages/sync";
import { db, pool } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { sendFiles, uploadRow } from "@/tests/support/files";
import { keepStatistics, mostRead } from "@/tests/support/plans";
import { type Person, person, room } from "@/tests/support/world";

// What a page with files costs follows from indexes, as for messages: see plans.test.ts.

testDatabase();

/** MESSAGES=1000000 makes the room that large. */
const MESSAGES = Number(process.env.MESSAGES ?? 10_000);
const SENDERS = 2_000;
const PAGE = LIMITS.pageSize.default;

type World = { me: Person; album: string };
let here: World;

beforeAll(async () => {
  await keepStatistics();
  here = await world();
}, 600_000);

/** A room in which every message has two files, almost all of them images; and ten rooms with one file each. */
async function world(): Promise<World> {
  const me = await person("Ada");
  const { id: album } = await room(me);
  for (let i = 0; i < 10; i++) await sendFiles(me, (await room(me)).id, [await uploadRow(me)]);
  await db().$executeRaw`
    INSERT INTO "user" (id, username, username_key, display_name)
    SELECT gen_random_uuid(), 'p' || n, 'p' || n, 'Person ' || n FROM generate_series(1, ${SENDERS}::int) n`;
  await db().$executeRaw`
    INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, file_count)
    SELECT gen_random_uuid(), ${album}::uuid, n, n + 1, u.id, 'f' || n, '', 2
      FROM generate_series(1, ${MESSAGES}::int) n JOIN "user" u ON u.username = 'p' || (1 + n % ${SENDERS}::int)`;
  await db().$executeRaw`UPDATE room SET seq = ${MESSAGES}, rev = ${MESSAGES} + 1 WHERE id = ${album}::uuid`;
  await db().$executeRaw`
    INSERT INTO file_content (hash, key, size) SELECT 'h' || n, 'k' || n, 5 FROM generate_series(1, ${MESSAGES}::int) n`;
  await db().$executeRaw`
    INSERT INTO file (id, uploader_id, hash, name, search_key, type, size, attached_at)
    SELECT gen_random_uuid(), x.sender_id, 'h' || x.seq, 'File ' || x.seq, 'file ' || x.seq, 'image/png', 5, now()
      FROM message x, generate_series(1, 2) WHERE x.room_id = ${album}::uuid`;
  await db().$executeRaw`
    INSERT INTO attachment (message_id, file_id, place, room_id, seq, sender_id, kind)
    SELECT x.id, f.id, row_number() OVER (PARTITION BY x.id), x.room_id, x.seq, x.sender_id,
           CASE WHEN x.seq % ${MESSAGES / 10}::int = 0 THEN 'document' ELSE 'image' END
      FROM message x JOIN file f ON f.hash = 'h' || x.seq WHERE x.room_id = ${album}::uuid ORDER BY x.seq`;
  await db().$executeRaw`
    INSERT INTO membership (room_id, user_id) SELECT ${album}::uuid, id FROM "user" WHERE username LIKE 'p%'`;
  await db().$executeRaw`
    INSERT INTO saved_message (message_id, user_id, room_id, version)
    SELECT id, ${me.userId}::uuid, room_id, seq FROM message WHERE room_id = ${album}::uuid LIMIT ${4 * PAGE}`;
  return { me, album };
}

/** Of each message on a page itself and its sender, and of its two files the attachment, the file and the uploader. */
const MESSAGE_ROWS = 8;
/** Of each file on a page its attachment, twice, and itself, its message, its sender and its uploader. */
const FILE_ROWS = 6;

/** Files or contents that one statement of the daily sweep looks at, each with its attachment or file. */
const WALK = 500;

/** Runs periodic jobs where everything is in use. */
const sweepNothing = (jobs: Job[]) => async () => {
  for (const job of jobs) await ensureJob(job);
  await db().job.updateMany({ data: { runAt: new Date() } });
  await runDueJobs(jobs);
};

const READS: [name: string, rows: number, act: (world: World) => Promise<unknown>][] = [
  ["a page of messages", (MESSAGE_ROWS + 1) * PAGE, ({ me, album }) => listMessages(me, { room: album })],
  [
    "a page in the middle",
    (MESSAGE_ROWS + 1) * PAGE,
    ({ me, album }) => listMessages(me, { room: album, around: MESSAGES / 2 }),
  ],
  [
    "sync after much",
    (MESSAGE_ROWS + 1) * LIMITS.syncItemsPerRoom,
    ({ me, album }) => sync(me, { rooms: { [album]: 1 } }),
  ],
  // Beside the message the row that saves it, and the membership by which it may be read.
  ["saved messages", (MESSAGE_ROWS + 4) * PAGE, ({ me }) => listSaved(me, {})],
  ["files of a room", (FILE_ROWS + 1) * PAGE, ({ me, album }) => listRoomFiles(me, { room: album })],
  [
    "files of a room on a later page",
    (FILE_ROWS + 1) * PAGE,
    ({ me, album }) => listRoomFiles(me, { room: album, cursor: encodeCursor([MESSAGES]) }),
  ],
  [
    "files of a rare kind",
    (FILE_ROWS + 1) * PAGE,
    ({ me, album }) => listRoomFiles(me, { room: album, type: "document" }),
  ],
  [
    "files of one sender",
    (FILE_ROWS + 1) * PAGE,
    ({ me, album }) => listRoomFiles(me, { room: album, from: "p7" }),
  ],
  [
    "a search that finds nothing",
    2 * LIMITS.filesExamined + PAGE,
    ({ me, album }) => listRoomFiles(me, { room: album, q: "nothing" }),
  ],
  ["the hourly sweep", 100, sweepNothing([sweepFilesJob])],
  ["the daily sweep", 7 * WALK, sweepNothing([sweepStorageJob])],
  ["files of all my rooms", (FILE_ROWS + 1) * PAGE, ({ me }) => listMyFiles(me, {})],
  ["files that I sent", (FILE_ROWS + 1) * PAGE, ({ me }) => listMyFiles(me, { from: "me" })],
  [
    "a search in all my rooms that finds nothing",
    2 * LIMITS.filesExamined + PAGE,
    ({ me }) => listMyFiles(me, { q: "nothing" }),
  ],
];

describe.each(["never", "just now"])(`with ${MESSAGES} messages of two files, analysed %s`, (when) => {
  beforeAll(async () => {
    if (when === "just now") await pool().query("ANALYZE");
  }, 600_000);

  test.each(READS)("%s: no statement reads more than %i rows", async (_name, most, act) => {
    expect((await mostRead(() => act(here))).rows).toBeLessThanOrEqual(most);
  });
});
