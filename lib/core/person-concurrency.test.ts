import { beforeEach, expect, test } from "vitest";
import { rememberAs } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import { limitPerPerson } from "./person-concurrency";

const ada = { userId: "ada", address: "192.0.2.1" };
const bob = { userId: "bob", address: "192.0.2.1" };

beforeEach(() => {
  rememberAs("reads at once", undefined);
  rememberAs("writes at once", undefined);
});

/** Work that counts how much of it is under way, until it is let go. */
function work() {
  let running = 0;
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const act = async () => {
    running++;
    await gate;
    running--;
  };
  return { act, letGo, running: () => running };
}

test.each([
  ["reads", LIMITS.readsAtOnce],
  ["writes", LIMITS.writesAtOnce],
] as const)(
  "of one person's %s a few are under way, and none of another's waits for them",
  async (kind, atOnce) => {
    const [hers, his] = [work(), work()];
    const all = Array.from({ length: atOnce + 5 }, () => limitPerPerson(ada, kind, hers.act));
    all.push(limitPerPerson(bob, kind, his.act));
    await expect.poll(his.running).toBe(1);
    expect(hers.running()).toBe(atOnce);
    hers.letGo();
    his.letGo();
    await Promise.all(all);
  },
);

test("calls beyond the limit are refused, and a failure frees its place", async () => {
  const failed = Array.from({ length: 10 }, () =>
    limitPerPerson(ada, "writes", () => Promise.reject(new Error("no"))),
  );
  expect((await Promise.allSettled(failed)).map(({ status }) => status)).toEqual(Array(10).fill("rejected"));
  const hers = work();
  const most = LIMITS.writesAtOnce + LIMITS.writesWaiting;
  const all = Array.from({ length: most }, () => limitPerPerson(ada, "writes", hers.act));
  await expect(limitPerPerson(ada, "writes", hers.act)).rejects.toMatchObject({ code: "unavailable" });
  hers.letGo();
  await Promise.all(all);
});

test("work that throws before it waits gives its slot back", async () => {
  const fail = () => {
    throw new Error("at once");
  };
  for (let i = 0; i <= LIMITS.writesAtOnce; i++)
    await expect(limitPerPerson(ada, "writes", fail)).rejects.toThrow("at once");
});
