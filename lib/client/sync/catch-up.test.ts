import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveAnswer } from "@/lib/shared/live";
import { toOutcome, UNREACHABLE } from "../connection/outcome";
import { CatchUp } from "./catch-up";

const page = (nextCursor: string | null): LiveAnswer => ({
  ok: true,
  userRev: 1,
  rooms: [],
  gained: [],
  lost: [],
  nextCursor,
});

/** A catch-up with the given answers, and a log of its calls. */
function catchUpWith(answers: (LiveAnswer | null)[]) {
  const diary: string[] = [];
  const catchUp = new CatchUp({
    begin: () => ({ frame: { rooms: {} } }),
    async ask({ cursor }) {
      diary.push(`ask ${cursor ?? "first"}`);
      const answer = answers.shift();
      return answer ? toOutcome(answer) : UNREACHABLE;
    },
    onPage: () => diary.push("page"),
    onWhole: () => diary.push("whole"),
  });
  return { catchUp, diary };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("an answer of several pages is whole after the last one", async () => {
  const { catchUp, diary } = catchUpWith([page("2"), page(null)]);
  catchUp.want();
  await vi.advanceTimersByTimeAsync(10);
  expect(diary).toEqual(["ask first", "page", "ask 2", "page", "whole"]);
});

test("wishes during a round start one more round, not many", async () => {
  const { catchUp, diary } = catchUpWith([page(null), page(null), page(null)]);
  catchUp.want();
  catchUp.want();
  catchUp.want();
  await vi.advanceTimersByTimeAsync(10);
  expect(diary.filter((line) => line === "whole")).toHaveLength(2);
});

test("silence is asked again, ever more patiently", async () => {
  const random = vi.spyOn(Math, "random").mockReturnValue(0.999);
  const { catchUp, diary } = catchUpWith([null, { ok: false, code: "unavailable", detail: "" }, page(null)]);
  catchUp.want();
  await vi.advanceTimersByTimeAsync(900);
  expect(diary).toEqual(["ask first"]);
  await vi.advanceTimersByTimeAsync(200);
  expect(diary).toEqual(["ask first", "ask first"]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(diary).toEqual(["ask first", "ask first", "ask first", "page", "whole"]);
  random.mockRestore();
});

test("a server that asks for a minute is not asked before", async () => {
  const tired: LiveAnswer = { ok: false, code: "rate_limited", detail: "", retryAfter: 60 };
  const { catchUp, diary } = catchUpWith([tired, page(null)]);
  catchUp.want();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(diary).toEqual(["ask first"]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(diary).toEqual(["ask first", "ask first", "page", "whole"]);
});
