import { spawn } from "node:child_process";
import { once } from "node:events";
import pg from "pg";
import { expect, onTestFinished, vi } from "vitest";
import { db } from "@/lib/platform/database/db";
import { settings } from "@/lib/platform/settings";

/** Names the advisory lock for which held transactions wait. */
const LOCK = 5_017;

/** The transactions that are held in this database. */
const HELD = `FROM pg_locks WHERE locktype = 'advisory' AND objid = ${LOCK} AND NOT granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** The moment at which a transaction is held: at its last statement, or once its commit has begun. */
export type HeldAt = "before the commit" | "during the commit";

/**
 * Starts a process of its own with the clocks (clock-process.ts), holds its transaction that changes a table, and kills it
 * there. A statement ends with its process, and a commit goes on without it.
 * @param change the statement that is held, such as `DELETE`
 */
export async function killAtChange(table: string, change: "UPDATE" | "DELETE", at: HeldAt): Promise<void> {
  const holder = new pg.Client(settings().databaseUrl);
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query("SELECT pg_advisory_lock($1)", [LOCK]);
  await makeTrigger(table, change, at);
  const script = ["--import", "tsx", "tests/support/clock-process.ts", JSON.stringify(settings())];
  const child = spawn(process.execPath, script, { stdio: ["ignore", "inherit", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 60_000, interval: 50 });
  child.kill("SIGKILL");
  await once(child, "exit");
  if (at === "before the commit") await holder.query(`SELECT pg_terminate_backend(pid) ${HELD}`);
  await holder.query("SELECT pg_advisory_unlock($1)", [LOCK]);
}

async function makeTrigger(table: string, change: string, at: HeldAt): Promise<void> {
  const isDeferred = at === "during the commit";
  await db().$executeRawUnsafe(`
    CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${LOCK}); RETURN NULL; END $$`);
  await db().$executeRawUnsafe(`
    CREATE ${isDeferred ? "CONSTRAINT" : ""} TRIGGER hold AFTER ${change} ON ${table}
    ${isDeferred ? "DEFERRABLE INITIALLY DEFERRED" : ""} FOR EACH ROW EXECUTE FUNCTION hold()`);
  onTestFinished(async () => void (await db().$executeRawUnsafe("DROP FUNCTION hold CASCADE")));
}

/** Counts the transactions that are held in this database. */
async function waiting(): Promise<number> {
  const rows = await db().$queryRawUnsafe<unknown[]>(`SELECT 1 ${HELD}`);
  return rows.length;
}
