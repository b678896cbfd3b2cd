import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { isRoot, testFolder } from "@/tests/support/folder";
import { type EmbeddedOptions, type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres";

test("it keeps its data, and listens on this machine only, for clients with the password", async () => {
  const folder = testFolder();
  const first = await start(folder);
  await ask(first.url, "CREATE TABLE kept AS SELECT 'привет' AS word");
  await first.stop();

  const second = await start(folder);
  expect(await ask(second.url, "SELECT word FROM kept")).toEqual([{ word: "привет" }]);
  expect(await ask(second.url, "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  expect(await ask(second.url, "SHOW unix_socket_directories")).toEqual([{ unix_socket_directories: "" }]);
  expect(await ask(second.url, "SHOW fsync")).toEqual([{ fsync: "on" }]);
  expect(await ask(second.url, "SHOW synchronous_commit")).toEqual([{ synchronous_commit: "on" }]);
  await expect(ask(withPassword(second.url, "guessed"), "SELECT")).rejects.toThrow(
    /password authentication failed/,
  );
  expect(statSync(join(folder, "postgres-password")).mode & 0o777).toBe(0o600);
});

test("a second Parley on the same folder is refused by name, and the first does not notice", async () => {
  const folder = testFolder();
  const first = await startHolder(folder);
  const url = await first.line();

  const second = await startHolder(folder);
  expect(await second.line()).toBe(
    `refused: Another Parley (process ${first.pid}) is running on this data folder.`,
  );
  expect(await ask(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("of two that start at the same time on a new folder, one has it and the other is refused", async () => {
  const folder = testFolder();
  const both = await Promise.all([startHolder(folder), startHolder(folder)]);
  const lines = await Promise.all(both.map((holder) => holder.line()));

  expect(lines.filter((line) => line.startsWith("postgresql://"))).toHaveLength(1);
  expect(lines.filter((line) => line.startsWith("refused: Another Parley"))).toHaveLength(1);
  expect(readdirSync(folder).filter((name) => name.includes("-new-"))).toEqual([]);
});

test("after kill -9 the database that was left running is adopted", async () => {
  const folder = testFolder();
  const killed = await startHolder(folder);
  const url = await killed.line();
  await ask(url, "CREATE TABLE kept AS SELECT 1 AS one");
  await killed.end("SIGKILL");

  const next = await start(folder);
  expect(next.url).toBe(url);
  expect(await ask(next.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
});

test("after a crash of everything, a stale postmaster.pid is no obstacle, even if its number is taken again", async () => {
  const folder = testFolder();
  await (await start(folder)).stop();
  const stale = (pid: number) =>
    `${pid}\n${join(folder, "postgres")}\n1760000000\n5432\n\n127.0.0.1\n  1234567 1\nready   \n`;

  for (const pid of [process.pid, 4_000_000]) {
    writeFileSync(join(folder, "postgres", "postmaster.pid"), stale(pid));
    const next = await start(folder);
    expect(await ask(next.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await next.stop();
  }
});

test("a start during another's shutdown waits for it", async () => {
  const folder = testFolder();
  const old = await startHolder(folder);
  await old.line();
  const leaving = old.end("SIGTERM");
  expect(await old.line()).toBe("leaving");

  const next = await start(folder);
  expect(await ask(next.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(await leaving).toBe(0);
});

test("leftovers of a killed first start are removed", async () => {
  const folder = testFolder();
  mkdirSync(join(folder, "postgres-new-4000000-0a1b2c3d", "cluster"), { recursive: true });

  await start(folder);
  expect(readdirSync(folder).filter((name) => name.includes("-new-"))).toEqual([]);
});

test("it comes back on the same port when PostgreSQL dies", { timeout: 30_000 }, async () => {
  const folder = testFolder();
  const database = await start(folder);
  process.kill(
    Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]),
    "SIGQUIT",
  );

  await vi.waitFor(() => expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false), 5_000);
  await vi.waitFor(async () => expect(await ask(database.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]), {
    timeout: 15_000,
    interval: 100,
  });
});

test("a database of another PostgreSQL is refused, and left as it is", async () => {
  const folder = testFolder();
  await (await start(folder)).stop();
  writeFileSync(join(folder, "postgres", "PG_VERSION"), "12\n");

  await expect(start(folder)).rejects.toThrow(
    /was made by PostgreSQL 12, and this Parley brings \d+: start it with/,
  );
});

test("a lost password is reported, and the database does not stay running", async () => {
  const folder = testFolder();
  await (await start(folder)).stop();
  writeFileSync(join(folder, "postgres-password"), "another\n");

  await expect(start(folder)).rejects.toThrow("The password in the data folder does not open its database.");
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
});

test("below a folder that is closed to others it runs all the same", async () => {
  const closed = testFolder(0o700);
  const shelter = testFolder(0o711);
  const folder = join(closed, "checkout", "data");
  mkdirSync(folder, { recursive: true });

  const database = await start(folder, { shelter });
  expect(await ask(database.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  // Only root needs another user for it, who cannot pass, so that it has to live elsewhere.
  expect(lstatSync(join(folder, "postgres")).isSymbolicLink()).toBe(isRoot);
  if (isRoot) expect(readlinkSync(join(folder, "postgres"))).toContain(shelter);

  await database.stop();
  expect(await ask((await start(folder, { shelter })).url, "SELECT 2 AS two")).toEqual([{ two: 2 }]);
});

async function start(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres(folder, options);
  onTestFinished(() => database.stop());
  return database;
}

/** A process that has the folder; see database-holder.ts. */
async function startHolder(folder: string) {
  const env = { ...process.env, DATA_DIR: folder };
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/database-holder.ts"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  onTestFinished(async () => void (await end(child, "SIGTERM")));
  return {
    pid: child.pid,
    line: async () => String((await lines.next()).value),
    end: (signal: NodeJS.Signals) => end(child, signal),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill(signal);
  await once(child, "exit");
  return child.exitCode;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const connection = new pg.Client(url);
  await connection.connect();
  return connection
    .query(statement)
    .then(({ rows }) => rows)
    .finally(() => connection.end());
}

function withPassword(url: string, password: string): string {
  return Object.assign(new URL(url), { password }).href;
}
