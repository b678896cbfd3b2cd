import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { emptyDatabase } from "@/tests/support/database";
import { testFolder } from "@/tests/support/folder";
import { migrate, readMigrations } from "./migrations";
import { schemaEngine } from "./schema-engine";

const OURS = "prisma/migrations";

test("all are applied once, in their order, as `prisma migrate deploy` would note them", async () => {
  const { url } = await database();
  const names = (await readMigrations(OURS)).map(({ name }) => name);

  expect(names.length).toBeGreaterThan(0);
  expect(await migrate(url)).toEqual(names);
  expect(await migrate(url)).toEqual([]);
  expect(
    await ask(
      url,
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY started_at",
    ),
  ).toEqual(names.map((migration_name) => ({ migration_name })));
});

test("simultaneous processes do not apply one twice", async () => {
  const { url } = await database();
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);

  expect(applied.filter(({ length }) => length > 0)).toHaveLength(1);
});

test("the schema and the migrations agree", async () => {
  const { url } = await database();
  await migrate(url);
  const connection = await connect(url);
  const engine = await schemaEngine(connection);

  // Two relations have no foreign key: docs/decisions/010-no-foreign-keys-on-messages.md.
  const missing = /ALTER TABLE "message" ADD CONSTRAINT "message_(room|sender)_id_fkey" [^;]+;/g;
  const difference = await engine.differenceTo(readFileSync("prisma/schema.prisma", "utf8"));
  expect(difference.match(missing)).toHaveLength(2);
  expect(
    difference
      .replace(missing, "")
      .replace(/^--.*$/gm, "")
      .trim(),
  ).toBe("");
  // It compares, and does not just shrug: a column more is a difference.
  await connection.query(`ALTER TABLE "user" ADD COLUMN more text`);
  expect(await engine.differenceTo(readFileSync("prisma/schema.prisma", "utf8"))).toContain(
    'DROP COLUMN "more"',
  );
});

test("functions in PL/pgSQL are taken whole", async () => {
  const { url } = await database();
  const folder = withMigration(
    "one",
    "CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 2; RETURN 1; END $$;",
  );
  await migrate(url, { migrations: folder });

  expect(await ask(url, "SELECT one()")).toEqual([{ one: 1 }]);
});

test("a failing one is reported, leaves nothing behind, and is retried at the next start", async () => {
  const { url } = await database();
  const folder = withMigration("bad", "CREATE TABLE half (id int); SELECT 1 / 0;");

  const sentence =
    "The migration 29990101000000_bad cannot be applied, and the database is as it was before: division by zero.";
  await expect(migrate(url, { migrations: folder })).rejects.toThrow(
    expect.objectContaining({ name: "StartError", message: sentence }),
  );
  expect(await ask(url, "SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);

  writeFileSync(join(folder, "29990101000000_bad", "migration.sql"), "CREATE TABLE half (id int);");
  expect(await migrate(url, { migrations: folder })).toEqual(["29990101000000_bad"]);
});

test("data of a newer Parley is refused, and left as it is", async () => {
  const { url } = await database();
  await migrate(url, { migrations: withMigration("later", "CREATE TABLE later (id int);") });

  await expect(migrate(url)).rejects.toThrow(
    "This data was written by a newer Parley, which knows the migration 29990101000000_later and this one does not: start the newer one.",
  );
  expect(await ask(url, "SELECT to_regclass('later')::text AS later")).toEqual([{ later: "later" }]);
});

test("a migration that was changed after it was applied is refused; line ends do not count", async () => {
  const { url } = await database();
  const folder = withMigration("twice", "SELECT 1;\nSELECT 2;\n");
  await migrate(url, { migrations: folder });
  const file = join(folder, "29990101000000_twice", "migration.sql");

  writeFileSync(file, "SELECT 1;\r\nSELECT 2;\r\n");
  expect(await migrate(url, { migrations: folder })).toEqual([]);
  writeFileSync(file, "SELECT 3;\n");
  await expect(migrate(url, { migrations: folder })).rejects.toThrow(
    /_twice was changed after it was applied/,
  );
});

/** A copy of our migrations with one more after them. */
function withMigration(name: string, sql: string): string {
  const folder = testFolder();
  cpSync(OURS, folder, { recursive: true });
  mkdirSync(join(folder, `29990101000000_${name}`));
  writeFileSync(join(folder, `29990101000000_${name}`, "migration.sql"), sql);
  return folder;
}

async function database(): Promise<{ url: string }> {
  const { url, drop } = await emptyDatabase();
  onTestFinished(drop);
  return { url };
}

async function connect(url: string): Promise<pg.Client> {
  const connection = new pg.Client(url);
  await connection.connect();
  onTestFinished(() => connection.end());
  return connection;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  return (await (await connect(url)).query(statement)).rows;
}
