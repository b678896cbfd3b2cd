/** The number of some files and their bytes together. */
export type FileSum = { count: number; bytes: number };

/** A FileSum as PostgreSQL gives it. */
export type FileSumRow = { count: number; bytes: bigint };

/** Converts a sum; without a row nothing was summed. */
export const toFileSum = (row?: FileSumRow): FileSum => ({
  count: row?.count ?? 0,
  bytes: Number(row?.bytes ?? 0),
});
