// npm run migration -- <name>: writes the next migration, from what the migrations make and what the schema says.
// With --empty it writes an empty one, for SQL by hand: functions, data.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "@/lib/platform/database/migrations";
import { schemaEngine } from "@/lib/platform/database/schema-engine";
import { startTemporaryPostgres } from "@/lib/platform/postgres/temporary-postgres";

const [name, ...flags] = process.argv.slice(2);

if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error(
    "Give the migration a name of small letters, digits and underscores: npm run migration -- add_drafts",
  );
  process.exit(1);
}
const sql = flags.includes("--empty") ? "-- By hand.\n" : await missingSql();
console.log(sql ? `Written: ${await write(name, sql)}` : "The migrations already make what the schema says.");
process.exit(); // The schema engine leaves timers behind that would keep it for ten seconds.

async function missingSql(): Promise<string> {
  const database = await startTemporaryPostgres();
  try {
    await migrate(database.url);
    return await differenceOn(database.url);
  } finally {
    await database.stop();
  }
}

async function differenceOn(databaseUrl: string): Promise<string> {
  const connection = new pg.Client(databaseUrl);
  await connection.connect();
  try {
    return await (await schemaEngine(connection)).differenceTo(
      await readFile("prisma/schema.prisma", "utf8"),
    );
  } finally {
    await connection.end();
  }
}

async function write(name: string, sql: string): Promise<string> {
  const time = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join("prisma", "migrations", `${time}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "migration.sql"), sql);
  return join(folder, "migration.sql");
}
