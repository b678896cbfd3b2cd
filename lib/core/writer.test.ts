import { expect, test } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { type Committed, type Outcome, type Work, Writer } from "./writer";

type Item = Work & { name: string };

/** A writer whose commits a test can see and hold. */
function watched(commit: (names: string[]) => Promise<void> | void = () => {}) {
  const batches: string[][] = [];
  const published: number[] = [];
  const writer = new Writer<Item>({
    async commit(batch): Promise<Committed> {
      const names = batch.map(({ name }) => name);
      batches.push(names);
      await commit(names);
      return { outcomes: names.map((value) => ({ ok: true, value })), changes: [] };
    },
    publish: () => void published.push(batches.length),
  });
  const add = (name: string) => new Promise<Outcome>((done) => writer.add({ name, done }));
  return { writer, add, batches, published };
}

test("what comes while a commit is in flight commits together after it", async () => {
  const { add, batches } = watched();
  const first = add("a");
  await new Promise(setImmediate);
  await Promise.all([first, add("b"), add("c")]);
  expect(batches).toEqual([["a"], ["b", "c"]]);
});

test("R18: one poisonous piece fails alone, however many commit with it", async () => {
  const { add } = watched((names) => {
    if (names.includes("poison")) throw new Error("invalid byte sequence");
  });
  const ends = await Promise.all(["a", "b", "poison", "c", "d"].map(add));
  expect(ends.map(({ ok }) => ok)).toEqual([true, true, false, true, true]);
});

test("a race at a unique index is tried again", async () => {
  let attempts = 0;
  const { add } = watched(() => {
    if (++attempts < 3) throw Object.assign(new Error("duplicate key"), { code: "23505" });
  });
  expect(await add("a")).toEqual({ ok: true, value: "a" });
});

test("a database that is away refuses the whole batch at once, and the next one works", async () => {
  let isAway = true;
  const { add, batches } = watched(() => {
    if (isAway) throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  });
  const ends = await Promise.all(["a", "b", "c"].map(add));
  expect(ends.map(({ ok }) => ok)).toEqual([false, false, false]);
  expect(batches).toHaveLength(1);
  isAway = false;
  expect(await add("d")).toMatchObject({ ok: true });
});

test("hubs are told before anyone is acknowledged", async () => {
  const { add, published } = watched();
  await add("a").then(() => expect(published).toEqual([1]));
});

test("a full queue refuses instead of growing", async () => {
  const { writer, add } = watched(() => new Promise(() => {}));
  void add("in flight");
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  for (let i = 0; i < LIMITS.writerQueue; i++) writer.add({ name: `${i}`, done() {} });
  expect(() => writer.add({ name: "too many", done() {} })).toThrow(
    expect.objectContaining({ refusal: expect.objectContaining({ code: "unavailable", retryAfter: 1 }) }),
  );
});
