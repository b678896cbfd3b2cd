import { expect, test } from "vitest";
import { Prisma } from "@/prisma/generated/client";
import { testDatabase } from "@/tests/support/database";
import { db } from "./db";
import { readPrepared } from "./prepared";

testDatabase();

test("a prepared statement is answered after an upgrade that changes its columns", async () => {
  await db().$executeRaw`CREATE TABLE thing (one int)`;
  await db().$executeRaw`INSERT INTO thing VALUES (1)`;
  const read = () => readPrepared("things", Prisma.sql`SELECT * FROM thing WHERE one = ${1}`);
  expect(await read()).toEqual([{ one: 1 }]);
  await db().$executeRaw`ALTER TABLE thing ADD two int DEFAULT 2`;
  expect(await read()).toEqual([{ one: 1, two: 2 }]);
  expect(await read()).toEqual([{ one: 1, two: 2 }]);
});

test("a statement is planned once for a connection", async () => {
  for (const value of [1, 2]) await readPrepared("values", Prisma.sql`SELECT ${value}::int AS value`);
  const known = await readPrepared(
    "prepared",
    Prisma.sql`SELECT name FROM pg_prepared_statements WHERE name = ${"values"}`,
  );
  expect(known).toEqual([{ name: "values" }]);
});
