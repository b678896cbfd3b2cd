import pg from "pg";
import { vi } from "vitest";
import { db, pool } from "@/lib/platform/database/db";

/** Lets nothing analyse this file's tables but the test itself. */
export async function keepStatistics(): Promise<void> {
  await db().$executeRaw`DO $$ DECLARE t regclass; BEGIN
    FOR t IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
      EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', t);
    END LOOP; END $$`;
}

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: Node[];
};

/** Counts the rows that a plan reads from tables and indexes, used or discarded. */
function rowsRead(node: Node): number {
  const isScan =
    node["Node Type"].includes("Scan") &&
    !["Subquery Scan", "Function Scan", "CTE Scan"].includes(node["Node Type"]);
  const each =
    node["Actual Rows"] +
    (node["Rows Removed by Filter"] ?? 0) +
    (node["Rows Removed by Index Recheck"] ?? 0);
  const below = (node.Plans ?? []).reduce((sum, plan) => sum + rowsRead(plan), 0);
  return (isScan ? each * node["Actual Loops"] : 0) + below;
}

/** Rows fetched so far on this connection, also within functions, which a plan does not show. */
const FETCHED = `
  SELECT (coalesce(sum(seq_tup_read), 0) + coalesce(sum(idx_tup_fetch), 0))::int AS rows FROM pg_stat_xact_user_tables`;

type Statement = { text: string; values: unknown[] };

/** The statements by which something reads. */
async function statementsOf(act: () => Promise<unknown>): Promise<Statement[]> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  await act();
  const statements = sent.mock.calls
    .map(([query]) => query as unknown as Statement)
    .filter(({ text }) => /^\s*(SELECT|WITH)/.test(text ?? ""));
  sent.mockRestore();
  return statements;
}

/** Counts how often the statements of something, each run once more, scan an index of a table. */
export async function indexScans(table: string, act: () => Promise<unknown>): Promise<number> {
  const statements = await statementsOf(act);
  const connection = await pool().connect();
  const scans = async (): Promise<number> => {
    const { rows } = await connection.query(
      "SELECT idx_scan::int AS scans FROM pg_stat_xact_user_tables WHERE relname = $1",
      [table],
    );
    return rows[0].scans;
  };
  try {
    await connection.query("BEGIN");
    const before = await scans();
    for (const { text, values } of statements) await connection.query(text, values);
    return (await scans()) - before;
  } finally {
    await connection.query("ROLLBACK");
    connection.release();
  }
}

/** The most rows that a statement of something reads, each planned and run once more. */
export async function mostRead(act: () => Promise<unknown>): Promise<{ rows: number; text: string }> {
  const statements = await statementsOf(act);
  const found = [];
  const connection = await pool().connect();
  try {
    for (const { text, values } of statements) {
      const before = (await connection.query(FETCHED)).rows[0].rows;
      const { rows } = await connection.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
      const fetched = (await connection.query(FETCHED)).rows[0].rows - before;
      found.push({ rows: Math.max(fetched, rowsRead(rows[0]["QUERY PLAN"][0].Plan)), text });
    }
  } finally {
    connection.release();
  }
  return found.reduce((most, one) => (one.rows > most.rows ? one : most));
}
