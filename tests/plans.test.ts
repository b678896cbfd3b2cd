import { beforeAll, describe, expect, test } from "vitest";
import { listActivity, listUnreadActivity } from "@/lib/domain/activity/list-activity";
import { listAuditEntries } from "@/lib/domain/administration/audit-log";
import { hubSource } from "@/lib/domain/live/hub-source";
import { listRevisions } from "@/lib/domain/messages/edit/message-history";
import { listMessages } from "@/lib/domain/messages/list-messages";
import { listSaved, listSavedHere } from "@/lib/domain/messages/list-saved";
import { listMentions } from "@/lib/domain/messages/mentions/list-mentions";
import { listPins } from "@/lib/domain/messages/pin-message";
import { listReactions } from "@/lib/domain/messages/react";
import { readMessage } from "@/lib/domain/messages/read-message";
import { readReceipts } from "@/lib/domain/messages/receipts";
import { sync } from "@/lib/domain/messages/sync";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { listMembers } from "@/lib/domain/rooms/members/list-members";
import { listMembershipChanges } from "@/lib/domain/rooms/members/membership-changes";
import { readRoom } from "@/lib/domain/rooms/read-room";
import { readSidebar } from "@/lib/domain/rooms/read-sidebar";
import { db, pool } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { keepStatistics, mostRead } from "@/tests/support/plans";
import { type Person, person, room } from "@/tests/support/world";

// A room that was just filled is opened before PostgreSQL has ever looked at its tables: what a page costs must follow from
// its indexes and not from what the planner believes. Counted are the rows that each part of each plan reads.

testDatabase();

/** MESSAGES=1000000 makes it as large as that. */
const MESSAGES = Number(process.env.MESSAGES ?? 10_000);
const OTHERS = 2_000;
const PAGE = LIMITS.pageSize.default;

type World = { me: Person; den: string; middle: string };
let here: World;

beforeAll(async () => {
  await keepStatistics();
  here = await world();
}, 600_000);

async function world(): Promise<World> {
  const me = await person("Root", "administrator");
  const { id: den } = await room(me);
  await db().$executeRaw`
    INSERT INTO "user" (id, username, username_key, display_name)
    SELECT gen_random_uuid(), 'p' || n, 'p' || n, 'Person ' || n FROM generate_series(1, ${OTHERS}::int) n`;
  await db().$executeRaw`
    INSERT INTO membership (room_id, user_id) SELECT ${den}::uuid, id FROM "user" WHERE username LIKE 'p%'`;
  await db().$executeRaw`
    INSERT INTO membership_change (id, room_id, user_id, type, role, seq)
    SELECT gen_random_uuid(), ${den}::uuid, u.id, 'entered', 'member', 0
      FROM "user" u, generate_series(1, 5) WHERE u.username LIKE 'p%'`;
  await db().$executeRaw`
    INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text, mention_all, pinned_at, created_at)
    SELECT gen_random_uuid(), ${den}::uuid, n, n + 1, u.id, 'c' || n, 'Message ' || n, n % 3 = 0,
           CASE WHEN n % ${Math.ceil(MESSAGES / 150)} = 0 THEN now() + n * interval '1 second' END,
           timestamptz '2026-01-01Z' + n * interval '1 minute'
      FROM generate_series(1, ${MESSAGES}::int) n JOIN "user" u ON u.username = 'p' || (1 + n % ${OTHERS}::int)`;
  await db().$executeRaw`UPDATE room SET seq = ${MESSAGES}, rev = ${MESSAGES} + 1 WHERE id = ${den}::uuid`;
  await db().$executeRaw`
    INSERT INTO mention (message_id, user_id, room_id, seq)
    SELECT id, ${me.userId}::uuid, room_id, seq FROM message WHERE room_id = ${den}::uuid`;
  await db().$executeRaw`
    INSERT INTO activity (user_id, subject_id, room_id, message_id, seq, kinds, at)
    SELECT ${me.userId}::uuid, id, room_id, id, seq, '{mention}', created_at FROM message
     WHERE room_id = ${den}::uuid`;
  await db().$executeRaw`
    INSERT INTO saved_message (message_id, user_id, room_id, version)
    SELECT id, ${me.userId}::uuid, room_id, seq FROM message WHERE room_id = ${den}::uuid LIMIT ${LIMITS.savedMessages}`;
  const { id: middle } = await db().message.findFirstOrThrow({ where: { roomId: den, seq: MESSAGES / 2 } });
  await db().$executeRaw`
    INSERT INTO message_revision (id, message_id, text, written_at)
    SELECT gen_random_uuid(), ${middle}::uuid, 'before', now() FROM generate_series(1, 100)`;
  await db().$executeRaw`
    INSERT INTO reaction (message_id, emoji, user_id) SELECT ${middle}::uuid, '👍', id FROM "user"`;
  await db().$executeRaw`
    INSERT INTO audit_entry (id, action, actor_id) SELECT gen_random_uuid(), 'account.log-in', u.id
      FROM "user" u, generate_series(1, 5)`;
  return { me, den, middle };
}

/** Of some people the planner may well read all, while they are few. */
const PEOPLE = OTHERS + 4 * PAGE;

const READS: [name: string, rows: number, act: (world: World) => Promise<unknown>][] = [
  ["the newest page", 4 * PAGE, ({ me, den }) => listMessages(me, { room: den })],
  [
    "a page before a message",
    4 * PAGE,
    ({ me, den }) => listMessages(me, { room: den, before: MESSAGES / 2 }),
  ],
  ["a page after a message", 4 * PAGE, ({ me, den }) => listMessages(me, { room: den, after: MESSAGES / 2 })],
  [
    "a page around a message",
    4 * PAGE,
    ({ me, den }) => listMessages(me, { room: den, around: MESSAGES / 2 }),
  ],
  [
    "the largest page",
    4 * LIMITS.pageSize.max,
    ({ me, den }) => listMessages(me, { room: den, limit: LIMITS.pageSize.max }),
  ],
  ["named messages", 10, ({ me, den }) => listMessages(me, { room: den, seqs: `1,${MESSAGES}` })],
  [
    "a page around a day",
    4 * PAGE,
    ({ me, den }) => listMessages(me, { room: den, at: "2026-01-03T00:00:00Z" }),
  ],
  ["a message", 10, ({ me, middle }) => readMessage(me, { message: middle })],
  ["pins", 3 * LIMITS.pinsPerRoom, ({ me, den }) => listPins(me, { room: den })],
  ["mentions", 6 * PAGE, ({ me }) => listMentions(me, {})],
  ["activity", 8 * PAGE, ({ me }) => listActivity(me, {})],
  ["unread activity", 8 * LIMITS.unreadActivity, ({ me }) => listUnreadActivity(me, {})],
  ["saved", 6 * PAGE, ({ me }) => listSaved(me, {})],
  ["saved here", 4 * LIMITS.savedMessages, ({ me, den }) => listSavedHere(me, { room: den })],
  ["history", 250, ({ me, middle }) => listRevisions(me, { message: middle })],
  ["reactions", PEOPLE, ({ me, middle }) => listReactions(me, { message: middle, emoji: "👍" })],
  ["receipts", 3 * OTHERS, ({ me, middle }) => readReceipts(me, { message: middle })],
  ["members", 4 * OTHERS, ({ me, den }) => listMembers(me, { room: den })],
  ["comings and goings", PEOPLE, ({ me, den }) => listMembershipChanges(me, { room: den })],
  ["audit log", 2 * PAGE, ({ me }) => listAuditEntries(me, {})],
  ["sync after little", 520, ({ me, den }) => sync(me, { rooms: { [den]: MESSAGES - 10 } })],
  ["sync after much", 900, ({ me, den }) => sync(me, { rooms: { [den]: 1 } })],
  ["sync from nothing", 520, ({ me }) => sync(me, { rooms: {} })],
  ["what a hub missed", 900, ({ den }) => hubSource.readChanges(den, MESSAGES - 10)],
  ["a room", 520, ({ me, den }) => readRoom(me, { room: den })],
  ["rooms", 520, ({ me }) => listRooms(me, {})],
  ["the sidebar", 600, ({ me }) => readSidebar(me, {})],
];

describe.each(["never", "just now"])(
  `in a room of ${MESSAGES} messages whose tables were analysed %s`,
  (when) => {
    beforeAll(async () => {
      if (when === "just now") await pool().query("ANALYZE");
    }, 600_000);

    test("which is so", async () => {
      const { rows } = await pool().query(
        "SELECT reltuples FROM pg_class WHERE relname IN ('message', 'mention', 'user')",
      );
      expect(rows.map(({ reltuples }) => reltuples < 0)).toEqual(Array(3).fill(when === "never"));
    });

    test.each(READS)("%s: no statement reads more than %i rows", async (_name, most, act) => {
      expect((await mostRead(() => act(here))).rows).toBeLessThanOrEqual(most);
    });
  },
);
