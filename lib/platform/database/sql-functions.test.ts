import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { emptyDatabase } from "@/tests/support/database";
import { testFolder } from "@/tests/support/folder";
import { migrate, readMigrations } from "./migrations";
import { type Migration, schemaEngine } from "./schema-engine";
import { readFunctions } from "./sql-functions";

const MIGRATIONS = "prisma/migrations";
const FUNCTIONS = "prisma/functions";
/** From this migration on, migrations define no functions. */
const FIRST = /_sql_functions$/;

const one = (answer: string, more = "") => `CREATE OR REPLACE FUNCTION one(${more}) RETURNS int
LANGUAGE plpgsql AS $$ BEGIN RETURN ${answer}; END $$;`;

test("a fresh database gets every function from its file", async () => {
  const { connection } = await migrated();

  expect(await functionsIn(connection)).toEqual(readdirSync(FUNCTIONS).map((file) => file.slice(0, -4)));
  const { rows } = await connection.query("SELECT name, hash FROM sql_function ORDER BY name");
  expect(rows).toEqual((await readFunctions(FUNCTIONS)).map(({ name, hash }) => ({ name, hash })));
});

test("a database whose functions came from migrations gets those of the files", async () => {
  const { url, connection } = await database();
  const all = await readMigrations(MIGRATIONS);
  const older = all.slice(
    0,
    all.findIndex(({ name }) => FIRST.test(name)),
  );
  await applyAlone(url, older);
  expect(await functionsIn(connection)).toContain("append_messages");

  expect(await migrate(url)).toEqual(all.slice(older.length).map(({ name }) => name));
  expect(await functionsIn(connection)).toEqual(readdirSync(FUNCTIONS).map((file) => file.slice(0, -4)));
});

test("only the function whose file changed is replaced", async () => {
  const { url, connection, functions, write } = await migrated();
  write("one", one("1"));
  await migrate(url, { functions });
  const before = await versions(connection);
  write("one", one("2"));
  await migrate(url, { functions });

  expect(await ask(connection, "SELECT one()")).toEqual([{ one: 2 }]);
  const after = await versions(connection);
  const changed = [...after].filter(([name, version]) => before.get(name) !== version);
  expect(changed.map(([name]) => name)).toEqual(["one"]);
});

test("line ends are no change", async () => {
  const { url, connection, functions, write } = await migrated();
  write("one", one("1"));
  await migrate(url, { functions });
  const before = await versions(connection);
  write("one", one("1").replaceAll("\n", "\r\n"));
  await migrate(url, { functions });

  expect(await versions(connection)).toEqual(before);
});

test("a new signature takes the place of the older ones", async () => {
  const { url, connection, functions, write } = await migrated();
  write("one", one("1"));
  await migrate(url, { functions });
  write("one", one("more", "more int"));
  await migrate(url, { functions });
  await expect(ask(connection, "SELECT one()")).rejects.toThrow("does not exist");
  expect(await ask(connection, "SELECT one(5)")).toEqual([{ one: 5 }]);

  // PostgreSQL refuses to replace a function by one whose parameters have other names, or that returns another type.
  write("one", one("renamed", "renamed int").replace("RETURNS int", "RETURNS text"));
  await migrate(url, { functions });
  expect(await ask(connection, "SELECT one(6)")).toEqual([{ one: "6" }]);
});

test("a statement that a running process prepared calls the replaced function", async () => {
  const { url, connection, functions, write } = await migrated();
  write("one", one("1"));
  await migrate(url, { functions });
  const prepared = { name: "one", text: "SELECT one()" };
  expect((await connection.query(prepared)).rows).toEqual([{ one: 1 }]);
  write("one", one("2"));
  await migrate(url, { functions });

  expect((await connection.query(prepared)).rows).toEqual([{ one: 2 }]);
});

test("running processes call a function without a failure while it is replaced", async () => {
  const { url, connection, functions, write } = await migrated();
  write("one", one("1"));
  await migrate(url, { functions });
  let isReplacing = true;
  const answers = new Set<number>();
  const calling = (async () => {
    const prepared = { name: "one", text: "SELECT one()" };
    while (isReplacing) answers.add((await connection.query<{ one: number }>(prepared)).rows[0]!.one);
  })();
  try {
    for (let number = 2; number <= 20; number++) {
      write("one", one(String(number)));
      await migrate(url, { functions });
    }
  } finally {
    isReplacing = false;
  }
  await calling;

  expect(answers.size).toBeGreaterThan(0);
  expect(await ask(connection, "SELECT one()")).toEqual([{ one: 20 }]);
});

test("a file that fails is named, and all functions stay as they were", async () => {
  const { url, connection, functions, write } = await migrated();
  write("one", one("1"));
  write("two", one("2").replace("one", "two"));
  await migrate(url, { functions });
  write("one", one("10"));
  write("two", one("2 +").replace("one", "two"));

  const sentence =
    /^prisma\/functions\/two.sql cannot be applied, and all functions are as they were before: syntax error/;
  await expect(migrate(url, { functions })).rejects.toThrow(
    expect.objectContaining({ name: "StartError", message: expect.stringMatching(sentence) }),
  );
  expect(await ask(connection, "SELECT one(), two()")).toEqual([{ one: 1, two: 2 }]);

  write("two", one("20").replace("one", "two"));
  await migrate(url, { functions });
  expect(await ask(connection, "SELECT one(), two()")).toEqual([{ one: 10, two: 20 }]);
});

test("a file that does not define its function is refused", async () => {
  const { url, functions, write } = await migrated();
  write("two", one("1"));

  await expect(migrate(url, { functions })).rejects.toThrow(/two.sql .* it defines 0 functions of that name/);
});

test("processes that start together replace a function once", async () => {
  const { url, connection, functions, write } = await migrated();
  await connection.query("CREATE SEQUENCE runs");
  write("one", `SELECT nextval('runs'); ${one("1")}`);
  await Promise.all([1, 2, 3].map(() => migrate(url, { functions })));

  expect(await ask(connection, "SELECT last_value::int, is_called FROM runs")).toEqual([
    { last_value: 1, is_called: true },
  ]);
});

test("a function whose file is gone is dropped", async () => {
  const { url, connection, functions, write } = await migrated();
  write("one", one("1"));
  await migrate(url, { functions });
  rmSync(join(functions, "one.sql"));
  await migrate(url, { functions });

  expect(await functionsIn(connection)).not.toContain("one");
});

test("a function that a trigger still needs is not dropped, and the reason is said", async () => {
  const { url, connection, functions } = await migrated();
  rmSync(join(functions, "keep_senders.sql"));

  await expect(migrate(url, { functions })).rejects.toThrow(
    /keep_senders.sql cannot be applied.*other objects depend on it/,
  );
  expect(await functionsIn(connection)).toContain("keep_senders");
});

test("every file defines the function of its name and no other", async () => {
  for (const { name, sql } of await readFunctions(FUNCTIONS)) {
    const defined = [...sql.matchAll(/^CREATE OR REPLACE FUNCTION (\w+)\(/gm)].map(([, defines]) => defines);
    expect(defined).toEqual([name]);
  }
});

test("migrations define no functions any more", async () => {
  const all = await readMigrations(MIGRATIONS);
  const first = all.findIndex(({ name }) => FIRST.test(name));
  expect(first).toBeGreaterThan(0);
  const defining = all
    .slice(first + 1)
    .filter(({ sql }) => /\b(create|replace|alter|drop)\s+(function|procedure)\b/i.test(sql));
  expect(defining.map(({ name }) => name)).toEqual([]);
});

test("the image carries migrations and functions", () => {
  const image = readFileSync("Dockerfile", "utf8");
  for (const folder of [MIGRATIONS, FUNCTIONS])
    expect(image).toContain(`COPY --from=build /app/${folder} ./${folder}\n`);
});

async function database() {
  const { url, drop } = await emptyDatabase();
  const connection = new pg.Client(url);
  await connection.connect();
  onTestFinished(async () => {
    await connection.end();
    await drop();
  });
  return { url, connection };
}

/** Applies migrations as before there were files of functions. The engine keeps a lock until its connection ends. */
async function applyAlone(url: string, migrations: Migration[]): Promise<void> {
  const connection = new pg.Client(url);
  await connection.connect();
  try {
    await (await schemaEngine(connection)).apply(migrations);
  } finally {
    await connection.end();
  }
}

/** A database with all of ours, and a copy of our functions to change. */
async function migrated() {
  const made = await database();
  await migrate(made.url);
  const functions = testFolder();
  cpSync(FUNCTIONS, functions, { recursive: true });
  const write = (name: string, sql: string) => writeFileSync(join(functions, `${name}.sql`), sql);
  return { ...made, functions, write };
}

async function ask(connection: pg.Client, statement: string): Promise<unknown[]> {
  return (await connection.query(statement)).rows;
}

/** Row versions of the functions by name, which change when a function is replaced. */
async function versions(connection: pg.Client): Promise<Map<string, string>> {
  const { rows } = await connection.query<{ name: string; version: string }>(
    `SELECT proname AS name, oid::text || ' ' || xmin::text AS version
       FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY proname`,
  );
  return new Map(rows.map(({ name, version }) => [name, version]));
}

const functionsIn = async (connection: pg.Client) => [...(await versions(connection)).keys()];
