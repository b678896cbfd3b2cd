import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { afterEach, expect, inject, test, vi } from "vitest";
import { freePort } from "@/lib/platform/postgres/free-port";
import { PrismaClient } from "@/prisma/generated/client";
import { toRefusal } from "./errors";

const open: { $disconnect(): Promise<void> }[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.$disconnect();
});

async function clientOfNothing(): Promise<PrismaClient> {
  const url = `postgresql://parley@127.0.0.1:${await freePort()}/parley`;
  const client = new PrismaClient({ adapter: new PrismaPg(new pg.Pool({ connectionString: url })) });
  open.push(client);
  return client;
}

/** Returns the refusal that every door makes of a thrown value. */
const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => {
      throw new Error("There is a database");
    },
    (error) => toRefusal(error),
  );

test("a database that is away is unavailable, whichever way it was asked", async () => {
  const client = await clientOfNothing();
  const ways = [
    () => client.user.findFirst(),
    () => client.$queryRaw`SELECT 1`,
    () => client.$executeRaw`SELECT 1`,
    () => client.$transaction((tx) => tx.$queryRaw`SELECT 1`),
  ];
  for (const ask of ways)
    expect(await refusalOf(ask())).toMatchObject({
      status: 503,
      refusal: { code: "unavailable", retryAfter: 1 },
    });
});

test("a value that the database refuses is the caller's: 422, and a warning that a schema lacks a rule", async () => {
  const client = new PrismaClient({
    adapter: new PrismaPg(new pg.Pool({ connectionString: inject("postgresUrl") })),
  });
  open.push(client);
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const ways = [
    () => client.$queryRaw`SELECT ${"a\0b"}::text`,
    () => client.$queryRaw`SELECT ${"x"}::int`,
    () => client.$queryRaw`SELECT ${"2147483648"}::text::int`,
    () => client.$queryRaw`SELECT ${"0000-01-01T00:00:00Z"}::text::timestamptz`,
    () => client.$queryRaw`SELECT ${"2027-01-01T00:00:00+16:00"}::text::timestamptz`,
    () => client.$queryRaw`SELECT ${"nobody"}::text::uuid`,
    () => client.$executeRaw`SELECT ${"x"}::text::int`,
  ];
  for (const ask of ways)
    expect(await refusalOf(ask())).toMatchObject({ status: 422, refusal: { code: "validation_failed" } });
  expect(warned).toHaveBeenCalledTimes(ways.length);
  warned.mockRestore();
});
