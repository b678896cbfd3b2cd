import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { settings } from "@/lib/platform/settings";
import { fileStorage, placeOfNewFiles } from "@/lib/platform/storage/file-storage";
import type { Page, StorageKind, StorageUserView, StorageView } from "@/lib/shared/views";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, limit } from "../fields";
import { type FileSumRow, toFileSum } from "../files/sweep/file-sum";
import { isOpenUpload } from "../files/upload/uploads";
import { toUserView } from "../people/user-view";

/** Reads for administrators what files use, by kind, and how much room is left. */
export const readStorage = query({
  key: "storage.read",
  summary: "Get storage use",
  needs: "admin",
  input: z.object({}),
  authorize: () => {},

  execute: ({ db }) => readStorageView(db),
});

/** Reads what files use. */
export async function readStorageView(db: Db): Promise<StorageView> {
  const [total] = await db.$queryRaw<FileSumRow[]>`
      SELECT count(*)::int AS count, coalesce(sum(size), 0)::bigint AS bytes FROM file_content`;
  const [unfinished] = await db.$queryRaw<FileSumRow[]>`
      SELECT count(*)::int AS count, coalesce(sum(size), 0)::bigint AS bytes FROM upload WHERE ${isOpenUpload()}`;
  return {
    place: placeOfNewFiles(settings()),
    stored: toFileSum(total),
    unfinished: toFileSum(unfinished),
    freeBytes: await freeBytes(),
    kinds: await readKinds(db),
  };
}

/** Lists the people with the most bytes of files first. */
export const listStorageUsers = query({
  key: "storage.people",
  summary: "List storage use by person",
  needs: "admin",
  input: z.object({ cursor, limit }),
  authorize: () => {},

  async execute({ db }, { cursor, limit }): Promise<Page<StorageUserView>> {
    const after = decodeCursor(z.tuple([cursorValue.bigNumber, cursorValue.id]), cursor);
    const rows = await db.$queryRaw<(FileSumRow & { id: string })[]>`
      SELECT f.uploader_id AS id, count(*)::int AS count, sum(f.size)::bigint AS bytes
        FROM file f GROUP BY f.uploader_id
      HAVING ${after === null}
          OR (sum(f.size), f.uploader_id) < (${after?.[0] ?? 0}::bigint, ${after?.[1] ?? NO_ID}::uuid)
       ORDER BY bytes DESC, id DESC LIMIT ${limit + 1}`;
    const shown = rows.slice(0, limit);
    const users = await db.user.findMany({ where: { id: { in: shown.map(({ id }) => id) } } });
    const byId = new Map(users.map((user) => [user.id, user]));
    const items = shown.flatMap((row) => {
      const user = byId.get(row.id);
      return user ? [{ user: toUserView(user), ...toFileSum(row) }] : [];
    });
    const last = shown.at(-1);
    const hasMore = rows.length > limit && last;
    return { items, nextCursor: hasMore ? encodeCursor([Number(last.bytes), last.id]) : null };
  },
});

const NO_ID = "00000000-0000-0000-0000-000000000000";

/** Sums uploads by the first part of their media type. Uploads that share their bytes count each. */
async function readKinds(db: Db): Promise<StorageView["kinds"]> {
  const rows = await db.$queryRaw<(FileSumRow & { kind: StorageKind })[]>`
    SELECT CASE WHEN k.main IN ('image', 'video', 'audio') THEN k.main ELSE 'document' END AS kind,
           sum(k.count)::int AS count, sum(k.bytes)::bigint AS bytes
      FROM (SELECT split_part(type, '/', 1) AS main, count(*) AS count, sum(size) AS bytes
              FROM file GROUP BY split_part(type, '/', 1)) k
     GROUP BY 1 ORDER BY bytes DESC, kind`;
  return rows.map((row) => ({ kind: row.kind, ...toFileSum(row) }));
}

/** Bytes that the disk still takes; null in a bucket, and while the disk does not answer. */
const freeBytes = () =>
  fileStorage()
    .freeBytes()
    .catch(() => null);
