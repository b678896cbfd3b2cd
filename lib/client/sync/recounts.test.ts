import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { MyRoomView } from "@/lib/shared/views";
import { UNREACHABLE } from "../connection/outcome";
import { createRecounts } from "./recounts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const DEN = { id: "den" } as MyRoomView;

function asking(answers: (MyRoomView | null)[], isSettledBy = 1) {
  let unsure = ["den"];
  const asked: string[] = [];
  const recounts = createRecounts({
    unsure: () => unsure,
    read: async (roomId) => {
      asked.push(roomId);
      const room = answers.shift();
      return room ? { ok: true, data: room } : UNREACHABLE;
    },
    apply: () => {
      if (asked.length >= isSettledBy) unsure = [];
    },
  });
  return { asked, ...recounts };
}

test("a room that is unsure is asked about once, however often that is wanted", async () => {
  const { asked, want } = asking([DEN]);
  want();
  want();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual(["den"]);
});

test("a recount without an answer, or with an old one, is asked again", async () => {
  const { asked, want } = asking([null, DEN, DEN], 3);
  want();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(3);
});

test("nothing is asked where all is known, nor after the end", async () => {
  const { asked, want, stop } = asking([DEN], 0);
  want();
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([]);
});
