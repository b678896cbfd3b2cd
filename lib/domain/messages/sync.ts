import { z } from "zod";
import { type Context, query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { MessageView, MyRoomView, SyncView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { idOfCursor } from "../cursor";
import { readDraftHeads } from "../drafts/read-drafts";
import { cursor, id, seq } from "../fields";
import { readFolders } from "../rooms/folders";
import { type RoomRow, selectRooms, toMyRoomView } from "../rooms/room-view";
import { toMessageView } from "./message-view";
import { readChanged } from "./read-message";

/** The `rev` of each room by its id. Their number is checked first, because validating very many takes long. */
const revs = z
  .record(z.string(), z.unknown())
  .refine((rooms) => Object.keys(rooms).length <= LIMITS.syncRooms, {
    error: `At most ${LIMITS.syncRooms} rooms.`,
  })
  .meta({ additionalProperties: z.toJSONSchema(seq, { io: "input", unrepresentable: "any" }) })
  .pipe(z.record(id, seq));

/**
 * Brings a client up to date from any older state. The client names its rooms and their `rev`. For each room that
 * moved it gets the head with its own state, and the changed messages in `rev` order, each once in its latest state.
 * Of a room's changes only the newest LIMITS.syncItemsPerRoom come; then `prevRev` is where the client must begin to
 * page. Rooms that the client did not name come as heads in `gained`, rooms that it is no longer in as ids in `lost`;
 * `folders`, `drafts` and `threadDrafts` are null if its `userRev` is current. Pages have LIMITS.syncRoomsPerPage rooms and a
 * `nextCursor`. An unchanged room costs only its line in the request.
 */
export const sync = query({
  key: "sync",
  summary: "Get changes since a revision",
  input: z.object({
    userRev: seq.optional(),
    rooms: revs.default({}),
    cursor,
  }),
  authorize: ({ me }) => me,

  async execute({ db, me }, { userRev, rooms, cursor }): Promise<SyncView> {
    const ctx = { db, me };
    const { rev } = await db.user.findUniqueOrThrow({ where: { id: me.userId }, select: { rev: true } });
    const page = await readChangedRooms(ctx, rooms, {
      isMineStale: userRev !== undefined && userRev !== rev,
      cursor,
    });
    const isLast = page.length <= LIMITS.syncRoomsPerPage;
    const rows = page.slice(0, LIMITS.syncRoomsPerPage);
    const known = rows.filter(({ id }) => id in rooms);
    return {
      userRev: rev,
      rooms: await Promise.all(known.map((row) => changesOf(ctx, row, rooms[row.id] ?? 0))),
      gained: rows.filter(({ id }) => !(id in rooms)).map(toMyRoomView),
      lost: cursor ? [] : await readRemovedRooms(ctx, Object.keys(rooms)),
      folders: userRev === rev ? null : await readFolders(db, me.userId),
      ...(userRev === rev ? { drafts: null, threadDrafts: null } : await readDraftHeads(db, me.userId)),
      nextCursor: isLast ? null : (rows.at(-1)?.id ?? null),
    };
  },
});

type QueryContext = Pick<Context, "db" | "me">;

/** Reads the caller's rooms whose `rev` differs from the client's; all of them if the caller's own state changed. */
function readChangedRooms(
  { db, me }: QueryContext,
  rooms: Record<string, number>,
  { isMineStale, cursor }: { isMineStale: boolean; cursor: string | undefined },
): Promise<RoomRow[]> {
  const after = idOfCursor(cursor) ?? "00000000-0000-0000-0000-000000000000";
  const moved = Prisma.sql`NOT EXISTS (
    SELECT 1 FROM unnest(${Object.keys(rooms)}::uuid[], ${Object.values(rooms)}::int[]) AS known (id, rev)
     WHERE known.id = r.id AND known.rev = r.rev)`;
  return selectRooms(
    db,
    me.userId,
    Prisma.sql`m.user_id IS NOT NULL AND r.id > ${after}::uuid AND (${isMineStale} OR ${moved})`,
    Prisma.sql`ORDER BY r.id LIMIT ${LIMITS.syncRoomsPerPage + 1}`,
  );
}

/**
 * Reads head and messages in two queries. A change in between has a `rev` beyond the head's and comes again in its
 * frame, which is harmless; leaving it out could make a hole.
 */
async function changesOf(
  { db }: QueryContext,
  row: RoomRow,
  since: number,
): Promise<{ room: MyRoomView; prevRev: number; rev: number; items: MessageView[] }> {
  // Only the caller's own state moved: there are no messages to read.
  if (since === row.rev) return { room: toMyRoomView(row), prevRev: since, rev: row.rev, items: [] };
  const changed = await readChanged(db, row.id, {
    since,
    fromSeq: row.firstVisibleSeq ?? 1,
    most: LIMITS.syncItemsPerRoom + 1,
  });
  const isCut = changed.length > LIMITS.syncItemsPerRoom;
  const items = changed.slice(isCut ? 1 : 0).map(toMessageView);
  const prevRev = isCut && items[0] ? items[0].rev - 1 : since;
  return { room: toMyRoomView(row), prevRev, rev: row.rev, items };
}

async function readRemovedRooms({ db, me }: QueryContext, named: string[]): Promise<string[]> {
  const mine = await db.membership.findMany({
    where: { userId: me.userId, roomId: { in: named } },
    select: { roomId: true },
  });
  const still = new Set(mine.map(({ roomId }) => roomId));
  return named.filter((roomId) => !still.has(roomId));
}
