import { statfs } from "node:fs/promises";
import { wasDiskFull } from "@/lib/core/errors";
import { bus } from "@/lib/delivery/bus";
import { pool } from "@/lib/platform/database/db";
import { settings } from "@/lib/platform/settings";

type PartState = "ok" | "away" | "full";

/**
 * Reports the state of each part that Parley needs: a database that takes writes, and room on the disk. A part
 * without an answer within two seconds is away. Without Redis chat goes on within each process, so that still counts
 * as ready.
 */
export async function readiness(): Promise<{ isReady: boolean; parts: Record<string, PartState> }> {
  const [database, disk] = await Promise.all([orTimeout(databaseState()), orTimeout(diskState())]);
  const redis = bus().state();
  const parts = { database, disk, ...(redis !== "none" && { redis }) };
  return { isReady: database === "ok" && disk === "ok", parts };
}

/** PostgreSQL's next checkpoint may need this much: a segment of its log has 16 MiB. */
const MIN_FREE_BYTES = 32 * 1024 * 1024;

/** Locks a row, the smallest write: a read-only database, such as a standby, refuses it. */
async function databaseState(): Promise<PartState> {
  await pool().query("SELECT 1 FROM workspace FOR NO KEY UPDATE SKIP LOCKED");
  return "ok";
}

/** Checks the disk of the data folder, and recent errors of the database, which may have another disk. */
async function diskState(): Promise<PartState> {
  if (wasDiskFull()) return "full";
  const { bavail, bsize } = await statfs(settings().dataDir);
  return bavail * bsize < MIN_FREE_BYTES ? "full" : "ok";
}

const TIMEOUT_MS = 2_000;

async function orTimeout(asked: Promise<PartState>): Promise<PartState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PartState>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS, "away");
  });
  return Promise.race([asked.catch(() => "away" as const), late]).finally(() => clearTimeout(timer));
}
