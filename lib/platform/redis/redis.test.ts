import { afterEach, beforeEach, expect, test } from "vitest";
import { startRedis, type TestRedis } from "@/tests/support/redis";
import { connectRedis } from "./redis";

let server: TestRedis;
const open: ReturnType<typeof connectRedis>[] = [];
beforeEach(async () => {
  server = await startRedis({ own: true });
});
afterEach(async () => {
  for (const redis of open.splice(0)) redis.disconnect();
  server.signal("SIGCONT");
  await server.stop();
});

async function connected(kind: "commands" | "subscriber") {
  const redis = connectRedis(server.url, kind);
  open.push(redis);
  redis.on("error", () => {});
  await new Promise<void>((resolve) => redis.once("ready", resolve));
  return redis;
}

test("a command to a hanging Redis fails instead of waiting", async () => {
  const redis = await connected("commands");
  server.signal("SIGSTOP");
  await Promise.all([1, 2, 3].map((n) => expect(redis.set(`k${n}`, "1")).rejects.toThrow()));
  await expect(redis.get("k1")).rejects.toThrow();
  expect(redis.status).not.toBe("ready");
});

test("a connection on which nothing is asked notices too, and comes back with its subscriptions", async () => {
  const [listener, speaker] = [await connected("subscriber"), await connected("commands")];
  await listener.subscribe("news");
  server.signal("SIGSTOP");
  await expect.poll(() => [listener.status, speaker.status]).not.toContain("ready");
  server.signal("SIGCONT");
  await expect.poll(() => [listener.status, speaker.status]).toEqual(["ready", "ready"]);
  const received = new Promise((resolve) => listener.once("message", (_channel, text) => resolve(text)));
  await expect.poll(() => speaker.publish("news", "again")).toBe(1);
  expect(await received).toBe("again");
});
