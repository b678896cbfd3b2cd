import type { Redis } from "ioredis";
import { afterAll, describe, expect, inject, test } from "vitest";
import { remember, rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { RATES } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { startRedis } from "@/tests/support/redis";
import { refused } from "@/tests/support/world";
import { rate, refundRate, throttle } from "./throttle";

testDatabase({ redisUrl: inject("redisUrl") });

const name = "loginPerAddress" as const;
const { points } = RATES[name];
const asAnotherProcess = () => rememberAs(`throttle:${name}`, undefined);
const unique = () => `2001:db8:${Math.floor(Math.random() * 60_000).toString(16)}:1`;

afterAll(asAnotherProcess);

/** Redis is asked for over a connection that has to be there first; until then a process counts by itself. */
async function untilShared(): Promise<void> {
  const { remember } = await import("@/lib/platform/remember");
  await throttle("roomPassword", unique());
  const redis = remember<{ status: string; once(event: string, listener: () => void): void } | null>(
    "counters",
    () => null,
  );
  if (redis && redis.status !== "ready") await new Promise<void>((resolve) => redis.once("ready", resolve));
}

describe("S22: a limit", () => {
  test("holds over a restart and on a second process, and for a whole IPv6 network", async () => {
    await untilShared();
    const network = unique();
    await Promise.all(
      Array.from({ length: points }, (_, i) => throttle(name, `${network}::${i.toString(16)}`)),
    );
    await expect(throttle(name, `${network}::ffff`)).rejects.toMatchObject(refused("rate_limited"));
    asAnotherProcess();
    await expect(throttle(name, `${network}:9:9:9:9`)).rejects.toMatchObject(refused("rate_limited"));
    await throttle(name, `${unique()}::1`);
  });

  test("refunds an attempt that turned out right", async () => {
    await untilShared();
    const network = `${unique()}::1`;
    for (let i = 0; i < points * 2; i++) {
      await throttle(name, network);
      await refundRate(name, network);
    }
  });
});

test("RATE_FACTOR raises every rate", () => {
  const before = settings();
  rememberAs("settings", { ...before, rateFactor: 7 });
  expect(rate(name).points).toBe(7 * points);
  rememberAs("settings", before);
  expect(rate(name).points).toBe(points);
});

test("a hanging Redis delays nobody: each process counts by itself until it answers again", async () => {
  const server = await startRedis({ own: true });
  const before = settings();
  forgetRedis();
  rememberAs("settings", { ...before, redisUrl: server.url });
  try {
    await untilShared();
    server.signal("SIGSTOP");
    const network = unique();
    for (let i = 0; i < points; i++) await throttle(name, `${network}::1`);
    await expect(throttle(name, `${network}::1`)).rejects.toMatchObject(refused("rate_limited"));
    await throttle("sendBurst", unique());
    server.signal("SIGCONT");
    const redis = counters();
    await expect.poll(() => redis.status).toBe("ready");
    await throttle(name, `${unique()}::1`);
  } finally {
    counters().disconnect();
    await server.stop();
    forgetRedis();
    rememberAs("settings", before);
  }
});

const counters = () => remember<Redis>("counters", () => never());
const never = () => {
  throw new Error("There is no connection");
};

function forgetRedis(): void {
  for (const key of ["counters", ...Object.keys(RATES).map((rate) => `throttle:${rate}`)])
    rememberAs(key as Parameters<typeof rememberAs>[0], undefined);
}
