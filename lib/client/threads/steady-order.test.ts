import { expect, test } from "vitest";
import type { MyThreadView } from "@/lib/shared/views";
import { NO_ORDER, steadyOrder } from "./steady-order";

/** A thread with its last reply at a minute. */
const thread = (id: string, minute: number): MyThreadView =>
  ({
    root: { id },
    lastReply: { createdAt: `2026-01-01T00:0${minute}:00.000Z` },
  }) as MyThreadView;

const [a, b, c, d] = [thread("a", 1), thread("b", 2), thread("c", 3), thread("d", 4)];
const idsOf = ({ threads }: { threads: readonly MyThreadView[] }) =>
  threads.map(({ root }) => root.id).join("");

test("unread threads come first, then those with the latest reply", () => {
  expect(idsOf(steadyOrder(NO_ORDER, [b, a], [d, c, b, a]))).toBe("badc");
});

test("a thread that was just read or answered keeps its place", () => {
  const before = steadyOrder(NO_ORDER, [b, a], [d, c, b, a]);
  const read = steadyOrder(before, [a], [d, c, b, a]);
  expect(idsOf(read)).toBe("badc");
  const answered = steadyOrder(read, [a], [thread("c", 5), d, b, a]);
  expect(idsOf(answered)).toBe("badc");
  expect(answered.threads.at(-1)?.lastReply.createdAt).toContain("00:05");
});

test("a thread that becomes unread comes to the top, once", () => {
  const before = steadyOrder(NO_ORDER, [b], [d, c, b, a]);
  const unread = steadyOrder(before, [thread("c", 5), b], [thread("c", 5), d, b, a]);
  expect(idsOf(unread)).toBe("cbda");
  expect(idsOf(steadyOrder(unread, [thread("b", 6), thread("c", 5)], [d, a]))).toBe("cbda");
});

test("later pages come at the end, and a new thread above the read ones", () => {
  const before = steadyOrder(NO_ORDER, [a], [c, a]);
  expect(idsOf(steadyOrder(before, [a], [d, c, b, a]))).toBe("adcb");
});
