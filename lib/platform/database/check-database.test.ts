import { once } from "node:events";
import { createServer } from "node:net";
import { expect, inject, onTestFinished, test } from "vitest";
import { emptyDatabase } from "@/tests/support/database";
import { freePort } from "../postgres/free-port";
import { checkRedis } from "../redis/check-redis";
import { checkDatabase } from "./check-database";

test("the database that Parley brings can do everything", async () => {
  expect(await checkDatabase(inject("postgresUrl"))).toEqual([]);
});

test("a database without UTF-8 gets a plain explanation of what is missing", async () => {
  const { url, drop } = await emptyDatabase(
    "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'",
  );
  onTestFinished(drop);

  expect(await checkDatabase(url)).toEqual([
    expect.stringContaining("encoding is not UTF-8"),
    expect.stringContaining("locale does not know Cyrillic"),
  ]);
});

test("an unreachable database is named by its address, without its password", async () => {
  const port = await freePort();
  await expect(checkDatabase(`postgresql://parley:hidden@127.0.0.1:${port}/parley`)).rejects.toThrow(
    `The database at 127.0.0.1:${port} (DATABASE_URL) cannot be used: nothing listens there.`,
  );
});

test.each([
  ["a wrong password", { password: "hidden" }, "it does not take this user and password"],
  ["a database of no such name", { pathname: "/nowhere" }, "there is no database of that name"],
])("%s is reported", async (_what, change, reason) => {
  const url = Object.assign(new URL(inject("postgresUrl")), change);
  const sentence = `The database at ${url.host} (DATABASE_URL) cannot be used: ${reason}.`;
  await expect(checkDatabase(url.href)).rejects.toThrow(
    expect.objectContaining({ name: "StartError", message: sentence }),
  );
});

test("a Redis that answers is good enough", async () => {
  await checkRedis(inject("redisUrl"));
});

test("an unreachable Redis is named by its address, without its password", async () => {
  const port = await freePort();
  await expect(checkRedis(`redis://:hidden@127.0.0.1:${port}`)).rejects.toThrow(
    `Redis at 127.0.0.1:${port} (REDIS_URL) cannot be used: nothing listens there.`,
  );
});

test("a server that is no Redis is reported", async () => {
  const other = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(
    0,
    "127.0.0.1",
  );
  await once(other, "listening");
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  await expect(checkRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow(
    `Redis at 127.0.0.1:${port} (REDIS_URL) cannot be used: `,
  );
});
