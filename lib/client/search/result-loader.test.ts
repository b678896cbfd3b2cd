import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ErrorCode } from "@/lib/shared/errors";
import { UNREACHABLE } from "../connection/outcome";
import { ResultLoader, TYPING_MS } from "./result-loader";

type Answer = Awaited<ReturnType<ConstructorParameters<typeof ResultLoader>[0]>>;

/** A loader with its requests, which a test answers one by one. */
function loaderWith() {
  const asked: { path: string; signal: AbortSignal; answer: (answer: Answer) => Promise<void> }[] = [];
  const ask = (path: string, signal: AbortSignal) =>
    new Promise<Answer>((resolve) => {
      asked.push({
        path,
        signal,
        async answer(answer) {
          resolve(answer);
          await vi.advanceTimersByTimeAsync(0);
        },
      });
    });
  const loader = new ResultLoader<string>(ask as ConstructorParameters<typeof ResultLoader>[0]);
  return { loader, asked, state: () => loader.store.get() };
}

const page = (items: string[], nextCursor: string | null = null): Answer => ({
  ok: true,
  data: { items, nextCursor, total: items.length, isPartial: false, suggestion: null },
});
const refused = (code: ErrorCode, detail = "", retryAfter = 0): Answer => ({
  ok: false,
  error: { code, detail, retryAfter },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const typed = () => vi.advanceTimersByTimeAsync(TYPING_MS);

test("only what is typed last is asked for, and the results before it stay until then", async () => {
  const { loader, asked, state } = loaderWith();
  loader.search("/a");
  await typed();
  await asked[0]!.answer(page(["one"]));
  loader.search("/ab");
  loader.search("/abc");
  await typed();
  expect(asked.map(({ path }) => path)).toEqual(["/a", "/abc"]);
  expect(state()).toMatchObject({ items: ["one"], shownPath: "/a", path: "/abc", state: "loading" });
  await asked[1]!.answer(page(["two"]));
  expect(state()).toMatchObject({ items: ["two"], shownPath: "/abc", state: "whole" });
});

test("an answer that comes after the next question is never shown", async () => {
  const { loader, asked, state } = loaderWith();
  loader.search("/sea");
  await typed();
  loader.search("/search");
  await typed();
  expect(asked[0]!.signal.aborted).toBe(true);
  await asked[1]!.answer(page(["search"]));
  await asked[0]!.answer(page(["sea"]));
  expect(state().items).toEqual(["search"]);
});

test("pages follow each other, and changes read them again as far as they were read", async () => {
  const { loader, asked, state } = loaderWith();
  loader.search("/a?q=1", 0);
  await typed();
  await asked[0]!.answer(page(["one"], "next"));
  loader.more();
  await asked[1]!.answer(page(["two"], "third"));
  expect(asked[1]!.path).toBe("/a?q=1&cursor=next");
  expect(state().items).toEqual(["one", "two"]);

  loader.refresh();
  await asked[2]!.answer(page(["new"], "next"));
  await asked[3]!.answer(page(["one"], "then"));
  expect(state()).toMatchObject({ items: ["new", "one"], cursor: "then" });
});

test("a refusal takes the results of another question away and says why", async () => {
  const { loader, asked, state } = loaderWith();
  loader.search("/a");
  await typed();
  await asked[0]!.answer(page(["one"]));
  loader.search("/b");
  await typed();
  await asked[1]!.answer(refused("validation_failed", "Needs a word."));
  expect(state()).toMatchObject({
    items: [],
    state: "failed",
    failure: { kind: "refused", detail: "Needs a word." },
  });
});

test("too many searches are tried again in the time that the server names", async () => {
  const { loader, asked, state } = loaderWith();
  loader.search("/a");
  await typed();
  await asked[0]!.answer(refused("rate_limited", "", 3));
  expect(state().failure).toEqual({ kind: "limited", retryAfterMs: 3_000 });
  await vi.advanceTimersByTimeAsync(3_000);
  await asked[1]!.answer(page(["one"]));
  expect(state()).toMatchObject({ items: ["one"], failure: null });
});

test("without a network the results stay, and the search can be tried again", async () => {
  const { loader, asked, state } = loaderWith();
  loader.search("/a");
  await typed();
  await asked[0]!.answer(page(["one"]));
  loader.search("/ab");
  await typed();
  await asked[1]!.answer(UNREACHABLE);
  expect(state()).toMatchObject({ items: ["one"], failure: { kind: "offline" } });
  loader.again();
  await asked[2]!.answer(page(["two"]));
  expect(state()).toMatchObject({ items: ["two"], failure: null });
});

test("nothing to search for is no search", async () => {
  const { loader, asked, state } = loaderWith();
  loader.search("/a");
  loader.search(null);
  await typed();
  expect(asked).toEqual([]);
  expect(state()).toMatchObject({ path: null, items: [], state: "idle" });
});
