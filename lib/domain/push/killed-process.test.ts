import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test, vi } from "vitest";
import { db } from "@/lib/platform/database/db";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { passTime, push, pushScene } from "@/tests/support/pushes";

testDatabase();

/** Starts a process that pushes, over this file's database. */
function startPusher(port: number, mode = ""): ChildProcess {
  const script = ["--import", "tsx", "tests/support/push-process.ts", JSON.stringify(settings())];
  const child = spawn(process.execPath, [...script, String(port), mode], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

test("killed before its pushes were committed, a process loses none of them", async () => {
  const { service, say, states } = await pushScene();
  await say("hello");
  const child = startPusher(service.port, "stuck");
  await once(createInterface(child.stdout!), "line");
  await kill(child);
  expect(await states()).toEqual([]);
  await vi.waitFor(async () => {
    await push();
    expect(service.bodies("phone")).toEqual(["hello"]);
  }, 10_000);
  expect(await db().commitWork.count()).toBe(0);
  expect(await states()).toEqual(["sent"]);
}, 60_000);

test("killed while a push was under way, a process leaves it to another, which is shown once", async () => {
  const { service, say, states } = await pushScene();
  service.answer("phone", "never");
  await say("hello");
  const child = startPusher(service.port);
  await vi.waitFor(() => expect(service.received).toHaveLength(1), 30_000);
  await kill(child);
  await push();
  expect(service.received).toHaveLength(1);
  await passTime(61);
  await push();
  expect(await states()).toEqual(["sent"]);
  const [first, second, ...more] = service.received.map(({ payload: { notification } }) => [
    notification.tag,
    notification.data.messageId,
  ]);
  expect([first, more]).toEqual([second, []]);
}, 60_000);
