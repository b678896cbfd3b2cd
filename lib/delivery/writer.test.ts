import { expect, test } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { type Committed, type Outcome, type Work, Writer } from "./writer";

type Item = Work & { name: string };

/** A writer whose commits a test can see and hold. */
function watched(
  commit: (names: string[]) => Promise<void> | void = () => {},
  isInLine: (names: string[]) => boolean = () => false,
) {
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
    isPipelined: (batch) => isInLine(batch.map(({ name }) => name)),
  });
  const add = (name: string) => new Promise<Outcome>((done) => writer.add({ name, done }));
  return { writer, add, batches, published };
}

test("work that arrives during a commit commits together after it", async () => {
  const { add, batches } = watched();
  const first = add("a");
  await new Promise(setImmediate);
  await Promise.all([first, add("b"), add("c")]);
  expect(batches).toEqual([["a"], ["b", "c"]]);
});

/** Commits that a test ends, in the order in which they began. */
function held() {
  const ends: (() => void)[] = [];
  return { ends, commit: () => new Promise<void>((resolve) => void ends.push(resolve)) };
}

const nextTurn = () => new Promise(setImmediate);

test("the database has the next batch in line before it is done with the first, and no third", async () => {
  const { ends, commit } = held();
  const { add, batches } = watched(commit, () => true);
  for (const name of ["a", "b", "c", "d"]) {
    void add(name);
    await nextTurn();
  }
  expect(batches).toEqual([["a"], ["b"]]);
  ends[0]!();
  await nextTurn();
  expect(batches).toEqual([["a"], ["b"], ["c", "d"]]);
});

test("a batch that is not in line has the database for itself", async () => {
  const { ends, commit } = held();
  const { add, batches } = watched(commit, (names) => !names.includes("alone"));
  for (const name of ["a", "alone", "b"]) {
    void add(name);
    await nextTurn();
  }
  expect(batches).toEqual([["a"]]);
  ends[0]!();
  await nextTurn();
  expect(batches).toEqual([["a"], ["alone", "b"]]);
  void add("c");
  await nextTurn();
  expect(batches).toHaveLength(2);
  ends[1]!();
  await nextTurn();
  expect(batches).toEqual([["a"], ["alone", "b"], ["c"]]);
});

test("many that wait go in several batches, and together no later for it", async () => {
  const { add, batches } = watched();
  await Promise.all(Array.from({ length: 100 }, (_, index) => add(`${index}`)));
  expect(batches.map(({ length }) => length)).toEqual([LIMITS.writerBatch.min, LIMITS.writerBatch.min, 20]);
  expect(batches.flat()).toEqual(Array.from({ length: 100 }, (_, index) => `${index}`));
});

test("idle waits for commits in flight and for queued work", async () => {
  const { ends, commit } = held();
  const { writer, add } = watched(commit);
  const answered: string[] = [];
  void add("a").then(() => answered.push("a"));
  await nextTurn();
  void add("b").then(() => answered.push("b"));
  const idle = writer.idle();
  ends[0]!();
  await nextTurn();
  ends[1]!();
  await idle;
  await nextTurn();
  expect(answered).toEqual(["a", "b"]);
});

test("R18: one failing piece fails alone, however many commit with it", async () => {
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

test("an unavailable database refuses the whole batch at once, and the next batch works", async () => {
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

test("hubs get a change before its sender is acknowledged", async () => {
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
