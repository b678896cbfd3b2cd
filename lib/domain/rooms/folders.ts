import { v7 as uuid } from "uuid";
import { z } from "zod";
import { operation, query, type WriteContext } from "@/lib/core/operation";
import { publishToMember, publishToPerson } from "@/lib/delivery/publish";
import type { Db, Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { FolderView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { displayLine, id } from "../fields";
import { bumpUserRev, lockUser } from "./publish-my-room";
import { selectRooms, toMyRoomView } from "./room-view";

/** Lists the folders of the caller's sidebar in order, each with its rooms in order. */
export const listFolders = query({
  key: "folder.list",
  summary: "List my sidebar folders",
  input: z.object({}),
  authorize: ({ me }) => me,
  execute: async ({ db }, _input, me) => ({ items: await readFolders(db, me.userId) }),
});

const folders = z
  .array(
    z.object({
      id: id.optional(),
      name: displayLine({ min: 1, max: LIMITS.folderNameLength }),
      roomIds: z.array(id, { error: "Must be a list of ids." }).max(LIMITS.syncRooms),
    }),
    { error: "Must be a list of folders." },
  )
  .max(LIMITS.folders, { error: `At most ${LIMITS.folders} folders.` })
  .superRefine((given, ctx) => {
    const refuse = (path: (string | number)[], message: string) =>
      ctx.addIssue({ code: "custom", path, message, params: { reason: "duplicate" } });
    const seen = new Set<string>();
    for (const [at, folder] of given.entries()) {
      if (folder.id && seen.has(folder.id)) refuse([at, "id"], "Is listed twice.");
      if (folder.id) seen.add(folder.id);
      for (const [place, roomId] of folder.roomIds.entries()) {
        if (seen.has(roomId)) refuse([at, "roomIds", place], "Is already in a folder.");
        seen.add(roomId);
      }
    }
  });

type FoldersInput = z.output<typeof folders>;
type ArrangedFolder = FoldersInput[number] & { id: string };

/**
 * Arranges the whole sidebar at once: folders and their rooms, in order. A folder that is not named is deleted, and
 * its rooms leave it. A folder without an `id`, or with an unknown one, is the existing folder of that name, else a
 * new one, so that the same request again changes nothing. Rooms that the caller is not in are skipped. Of two
 * requests at the same time the later one wins whole. The caller's other devices are updated. Error:
 * `validation_failed`, also for a room in two folders.
 */
export const arrangeFolders = operation({
  key: "folder.arrange",
  summary: "Update my sidebar folders",
  input: z.object({ folders }),
  authorize: ({ me }) => me,

  async execute(ctx, { folders }, { userId }): Promise<{ items: FolderView[] }> {
    await lockSidebar(ctx.db, userId);
    const before = await readFolders(ctx.db, userId);
    const arranged = assignFolderIds(folders, before);
    await writeFolders(ctx.db, userId, arranged);
    const moved = await moveRooms(ctx.db, userId, arranged);
    await deleteOtherFolders(ctx.db, userId, arranged);
    const items = await readFolders(ctx.db, userId);
    if (JSON.stringify(items) !== JSON.stringify(before)) await publishFolders(ctx, items, moved);
    return { items };
  },
});

/** Locks memberships before the person, like everything else. */
async function lockSidebar(db: Tx, userId: string): Promise<void> {
  await db.$queryRaw`
    SELECT 1 FROM membership WHERE user_id = ${userId}::uuid ORDER BY room_id FOR NO KEY UPDATE`;
  await lockUser(db, userId);
}

/** Reads a person's folders in order, each with its rooms in order. */
export const readFolders = (db: Db, userId: string) =>
  db.$queryRaw<FolderView[]>`
    SELECT f.id, f.name,
           coalesce((SELECT jsonb_agg(m.room_id ORDER BY m.folder_place, m.room_id)
                       FROM membership m WHERE m.folder_id = f.id), '[]') AS "roomIds"
      FROM folder f WHERE f.user_id = ${userId}::uuid ORDER BY f.place, f.id`;

/** Assigns each folder an existing one by its id, else by its name; else it is new. */
function assignFolderIds(given: FoldersInput, before: FolderView[]): ArrangedFolder[] {
  const free = new Map(before.map((folder) => [folder.id, folder]));
  const named = new Set(given.flatMap(({ id }) => (id && free.delete(id) ? [id] : [])));
  return given.map((folder) => {
    if (folder.id && named.has(folder.id)) return { ...folder, id: folder.id };
    const same = [...free.values()].find(({ name }) => name === folder.name);
    if (same) free.delete(same.id);
    return { ...folder, id: same?.id ?? uuid() };
  });
}

async function writeFolders(db: Tx, userId: string, arranged: ArrangedFolder[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO folder (id, user_id, name, place)
    SELECT id, ${userId}::uuid, name, place
      FROM unnest(${arranged.map(({ id }) => id)}::uuid[], ${arranged.map(({ name }) => name)}::text[])
           WITH ORDINALITY AS f (id, name, place)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, place = excluded.place`;
}

/** Moves the rooms to their folders, and others out of theirs. @returns the rooms whose folder changed */
async function moveRooms(db: Tx, userId: string, arranged: ArrangedFolder[]): Promise<string[]> {
  const places = arranged.flatMap((folder) =>
    folder.roomIds.map((roomId, place) => ({ roomId, folderId: folder.id, place })),
  );
  const moved = await db.$queryRaw<{ roomId: string; isElsewhere: boolean }[]>`
    WITH place AS (
      SELECT * FROM unnest(${places.map(({ roomId }) => roomId)}::uuid[],
                           ${places.map(({ folderId }) => folderId)}::uuid[],
                           ${places.map(({ place }) => place)}::int[]) AS p (room_id, folder_id, place)
    ), wish AS (
      SELECT o.room_id, o.folder_id AS was, p.folder_id, coalesce(p.place, 0) AS place
        FROM membership o LEFT JOIN place p USING (room_id) WHERE o.user_id = ${userId}::uuid
    )
    UPDATE membership m SET folder_id = wish.folder_id, folder_place = wish.place FROM wish
     WHERE m.room_id = wish.room_id AND m.user_id = ${userId}::uuid
       AND (m.folder_id, m.folder_place) IS DISTINCT FROM (wish.folder_id, wish.place)
    RETURNING m.room_id AS "roomId", m.folder_id IS DISTINCT FROM wish.was AS "isElsewhere"`;
  return moved.filter(({ isElsewhere }) => isElsewhere).map(({ roomId }) => roomId);
}

async function deleteOtherFolders(db: Tx, userId: string, arranged: ArrangedFolder[]): Promise<void> {
  await db.folder.deleteMany({ where: { userId, id: { notIn: arranged.map(({ id }) => id) } } });
}

async function publishFolders({ db, me, afterCommit }: WriteContext, items: FolderView[], moved: string[]) {
  const userRev = await bumpUserRev(db, me.userId);
  const rows = await selectRooms(db, me.userId, Prisma.sql`r.id = ANY(${moved}::uuid[])`);
  afterCommit(() => {
    publishToPerson(me.userId, "folders", { items, userRev });
    for (const row of rows) publishToMember(me.userId, row.id, "room", { room: toMyRoomView(row) });
  });
}
