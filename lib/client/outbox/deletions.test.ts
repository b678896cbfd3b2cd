import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Outcome, Refusal } from "@/lib/shared/errors";
import { UNREACHABLE } from "../connection/outcome";
import { createDeleting } from "./deleting";
import { createDeletions } from "./deletions";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function deletions(...answers: Outcome<null>[]) {
  const asked: string[] = [];
  const refused: Refusal[] = [];
  const { store, ...act } = createDeletions({
    store: createDeleting(),
    remove: async (id) => {
      asked.push(id);
      return answers.shift() ?? { ok: true, data: null };
    },
    onRefused: (refusal) => refused.push(refusal),
  });
  return { asked, refused, store, ...act };
}

test("a deletion goes out after five seconds, and not before", async () => {
  const { asked, store, begin } = deletions();
  begin("m");
  begin("m");
  await vi.advanceTimersByTimeAsync(4_900);
  expect([asked, store.get()]).toEqual([[], { m: "waiting" }]);
  await vi.advanceTimersByTimeAsync(200);
  expect([asked, store.get()]).toEqual([["m"], { m: "going" }]);
});

test("taken back it never goes out; too late nothing can be taken back", async () => {
  const { asked, store, begin, undo } = deletions();
  begin("kept");
  undo("kept");
  begin("gone");
  await vi.runAllTimersAsync();
  undo("gone");
  expect([asked, store.get()]).toEqual([["gone"], { gone: "going" }]);
});

test("the page's end does not wait, and what nobody answered is asked again", async () => {
  const { asked, begin, flush } = deletions(UNREACHABLE);
  begin("m");
  flush();
  expect(asked).toEqual(["m"]);
  await vi.runAllTimersAsync();
  expect(asked).toEqual(["m", "m"]);
});

test("a refused message stands there again, and one is told why", async () => {
  const refusal = { code: "forbidden", detail: "No." } as const;
  const { refused, store, begin } = deletions({ ok: false, error: refusal });
  begin("m");
  await vi.runAllTimersAsync();
  expect([refused, store.get()]).toEqual([[refusal], {}]);
});

test("a server that asks for a minute is not asked to delete before", async () => {
  const { asked, begin, flush } = deletions({ ok: false, error: null, retryAfterMs: 60_000 });
  begin("m");
  flush();
  await vi.advanceTimersByTimeAsync(59_000);
  expect(asked).toEqual(["m"]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toEqual(["m", "m"]);
});
