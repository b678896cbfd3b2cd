import { expect, test } from "vitest";
import { isDatabaseUnavailable } from "@/lib/core/errors";
import { testDatabase } from "@/tests/support/database";
import { pool, writerConnection } from "./db";

testDatabase();

const ask = (text: string) => writerConnection().query<Record<string, unknown>>({ text });
const pidOf = async () => (await ask("SELECT pg_backend_pid() AS pid"))[0]!.pid as number;

test("pipelined statements run over one connection, in order", async () => {
  const pid = await pidOf();
  const done: number[] = [];
  const statements = [0.2, 0, 0.1].map((seconds, index) =>
    ask(`SELECT pg_backend_pid() AS pid FROM pg_sleep(${seconds})`).then(([row]) => {
      done.push(index);
      return row!.pid;
    }),
  );
  expect(await Promise.all(statements)).toEqual([pid, pid, pid]);
  expect(done).toEqual([0, 1, 2]);
});

test("a failing statement fails alone", async () => {
  const ends = await Promise.allSettled([
    ask("SELECT 1 AS one"),
    ask("SELECT 1 / 0"),
    ask("SELECT 2 AS two"),
  ]);
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("statements in flight on a broken connection fail as unavailable, and the next gets a new one", async () => {
  const pid = await pidOf();
  const lost = [ask("SELECT pg_sleep(30)"), ask("SELECT 1")].map((each) => each.catch((error) => error));
  await pool().query("SELECT pg_terminate_backend($1)", [pid]);
  for (const error of await Promise.all(lost)) expect(isDatabaseUnavailable(error)).toBe(true);
  expect(await pidOf()).not.toBe(pid);
});
