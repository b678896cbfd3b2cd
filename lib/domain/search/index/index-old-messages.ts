import { definePeriodicJob } from "@/lib/core/jobs/periodic";
import { db, type Tx } from "@/lib/platform/database/db";
import { removeUnusedWords } from "../words/vocabulary";
import { indexFiles } from "./index-files";
import { indexMessages } from "./index-messages";

/** Messages of one transaction. */
const BATCH = 500;

/** Indexes messages and files that were there before the search index, newest rooms first, and forgets words of deleted rooms. */
export const indexOldMessagesJob = definePeriodicJob({
  kind: "search.index",
  everySeconds: 60,
  async run({ signal }) {
    while (!signal.aborted && (await db().$transaction(indexBatch, { timeout: 60_000 })));
    while (!signal.aborted && (await db().$transaction(removeUnusedWords, { timeout: 60_000 })));
  },
});

/** Indexes the latest messages of a room that are left. @returns false if no room has any left */
export async function indexBatch(tx: Tx): Promise<boolean> {
  const [room] = await tx.$queryRaw<{ roomId: string; beforeSeq: number }[]>`
    SELECT b.room_id AS "roomId", b.before_seq AS "beforeSeq"
      FROM search_backlog b LEFT JOIN room r ON r.id = b.room_id
     ORDER BY r.active_at DESC NULLS LAST LIMIT 1 FOR UPDATE OF b SKIP LOCKED`;
  if (!room) return false;
  const { roomId, beforeSeq } = room;
  const fromSeq = Math.max(1, beforeSeq - BATCH);
  const commits = [{ roomId, fromSeq, toSeq: beforeSeq - 1 }];
  await indexFiles({ db: tx, afterCommit: () => {} }, await indexMessages(tx, commits));
  if (fromSeq === 1) await tx.searchBacklog.delete({ where: { roomId } });
  else await tx.searchBacklog.update({ where: { roomId }, data: { beforeSeq: fromSeq } });
  return true;
}
