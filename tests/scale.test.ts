import pg from "pg";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { flushSessionUses } from "@/lib/core/session-use";
import { listMessages } from "@/lib/domain/messages/list-messages";
import { sync } from "@/lib/domain/messages/sync";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { listMembers } from "@/lib/domain/rooms/members/list-members";
import { readRoom } from "@/lib/domain/rooms/read-room";
import { readSidebar } from "@/lib/domain/rooms/read-sidebar";
import { selectRooms } from "@/lib/domain/rooms/room-view";
import { db, type Tx } from "@/lib/platform/database/db";
import { Prisma } from "@/prisma/generated/client";
import { testDatabase } from "./support/database";
import { largeWorkspace, sendMany } from "./support/large-workspace";

// What grows with a workspace is the rows of one statement, never the number of statements. Counted, not timed.

testDatabase();

const SMALL = { people: 20, rooms: 20, mine: 10, messages: 2 };
const LARGE = { people: 5_000, rooms: 2_000, mine: 500, messages: 3 };

let small: World;
let large: World;

beforeAll(async () => {
  small = await world(SMALL);
  large = await world(LARGE);
}, 60_000);

type World = Awaited<ReturnType<typeof world>>;

/** A crowd, with the rooms of its person as a client knows them. */
async function world(size: Parameters<typeof largeWorkspace>[0]) {
  const made = await largeWorkspace(size);
  const { rooms } = await readSidebar(made.me, {});
  return { ...made, known: Object.fromEntries(rooms.map(({ id, rev }) => [id, rev])) };
}

/** Counts the statements of an action, without those that record a session's use now and then. */
async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  await act();
  await flushSessionUses();
  const sent = vi.spyOn(pg.Client.prototype, "query");
  await act();
  const count = sent.mock.calls.length;
  sent.mockRestore();
  return count;
}

const READS: [name: string, act: (world: World) => Promise<unknown>][] = [
  ["my rooms", ({ me }) => listRooms(me, { limit: 200 })],
  ["rooms to join by name", ({ me }) => listRooms(me, { scope: "browse" })],
  ["rooms to join by activity", ({ me }) => listRooms(me, { scope: "browse", sort: "activity", limit: 200 })],
  ["rooms to join by size", ({ me }) => listRooms(me, { scope: "browse", sort: "members", limit: 200 })],
  ["rooms to join by a part of the name", ({ me }) => listRooms(me, { scope: "browse", q: "room 1" })],
  ["the sidebar", ({ me }) => readSidebar(me, {})],
  ["a room", ({ me, square }) => readRoom(me, { room: square })],
  ["its newest messages", ({ me, square }) => listMessages(me, { room: square })],
  ["its members", ({ me, square }) => listMembers(me, { room: square, limit: 200 })],
  ["its members by name", ({ me, square }) => listMembers(me, { room: square, q: "person 1" })],
  [
    "catching up where another device changed something of mine",
    ({ me, known }) => sync(me, { userRev: 1_000, rooms: known }),
  ],
];

describe("as many statements for 500 rooms among 2,000 as for 10 among 20, and for 5,000 members as for 20", () => {
  test.each(READS)("%s", async (_name, act) => {
    const count = await statementsOf(() => act(small));
    expect(count).toBeGreaterThan(0);
    expect(await statementsOf(() => act(large))).toBe(count);
  });
});

describe("of 500 rooms, with unread counts, last messages and mentions", () => {
  /** Counts full scans of its tables and fetched rows in this transaction. */
  const readsOf = async (tx: Tx) => {
    const [reads] = await tx.$queryRaw<{ whole: number; rows: number }[]>`
      SELECT sum(seq_scan)::int AS whole, sum(idx_tup_fetch)::int AS rows FROM pg_stat_xact_user_tables
       WHERE relname IN ('message', 'membership_change')`;
    return reads ?? { whole: 0, rows: 0 };
  };

  const fetchedFor = ({ me }: World) =>
    db().$transaction(async (tx) => {
      // What the connection did shortly before is not told from it.
      const before = await readsOf(tx);
      expect(await selectRooms(tx, me.userId, Prisma.sql`m.user_id IS NOT NULL`)).toHaveLength(LARGE.mine);
      const after = await readsOf(tx);
      return { whole: after.whole - before.whole, rows: after.rows - before.rows };
    });

  test("is found by indexes", async () => {
    expect(await fetchedFor(large)).toEqual({ whole: 0, rows: LARGE.mine * (LARGE.messages + 1) });
  });

  test("takes no more than the hundred that are counted among thousands of unread ones", async () => {
    await sendMany(large, 5_000);
    const inTheSquare = 100 + 1;
    const inOthers = (LARGE.mine - 1) * (LARGE.messages + 1);
    expect(await fetchedFor(large)).toEqual({ whole: 0, rows: inTheSquare + inOthers });
  });
});
