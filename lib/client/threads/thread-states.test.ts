import { expect, test } from "vitest";
import type { ThreadState } from "@/lib/shared/views";
import { NO_THREADS, reduceThreads, type ThreadAction, unreadThreads } from "./thread-states";

const state = (rootId: string, more: Partial<ThreadState> = {}): ThreadState => ({
  rootId,
  roomId: "den",
  unreadCount: 2,
  mentionCount: 0,
  lastReadSeq: 4,
  isFollowed: true,
  ...more,
});

const after = (...actions: ThreadAction[]) => actions.reduce(reduceThreads, NO_THREADS);
const listed = (...items: ThreadState[]): ThreadAction => ({ type: "listed", items });
const told = (one: ThreadState): ThreadAction => ({ type: "told", state: one });
const counts = (threads = NO_THREADS) =>
  Object.fromEntries(Object.values(threads.byRoot).map(({ rootId, unreadCount }) => [rootId, unreadCount]));

test("a known thread that the list of unread ones lacks is read", () => {
  expect(counts(after(told(state("a")), listed(state("b"))))).toEqual({ a: 0, b: 2 });
});

test("what was read here stays read until the server has the mark", () => {
  const read: ThreadAction = { type: "read", rootId: "a", seq: 9 };
  const late = after(told(state("a")), read, told(state("a", { unreadCount: 3 })));
  expect(late.byRoot.a).toMatchObject({ unreadCount: 0, lastReadSeq: 9 });
  const settled = reduceThreads(late, told(state("a", { lastReadSeq: 9, unreadCount: 1 })));
  expect(settled.byRoot.a).toMatchObject({ unreadCount: 1, lastReadSeq: 9 });
});

test("reading one thread leaves the others, and reading a room leaves other rooms", () => {
  const known = [told(state("a")), told(state("b")), told(state("c", { roomId: "hall" }))];
  expect(counts(after(...known, { type: "read", rootId: "a", seq: 9 }))).toEqual({ a: 0, b: 2, c: 2 });
  expect(counts(after(...known, { type: "all-read", roomId: "den" }))).toEqual({ a: 0, b: 0, c: 2 });
  expect(counts(after(...known, { type: "all-read", roomId: null }))).toEqual({ a: 0, b: 0, c: 0 });
});

test("only followed threads of my rooms count as unread", () => {
  const threads = after(
    listed(state("a"), state("b", { isFollowed: false }), state("c", { roomId: "left" })),
  );
  expect(unreadThreads(threads, { den: {} }).map(({ rootId }) => rootId)).toEqual(["a"]);
  const left = reduceThreads(threads, { type: "followed", rootId: "a", isFollowed: false });
  expect(unreadThreads(left, { den: {} })).toEqual([]);
});

test("a thread marked as unread is not held read by an earlier mark", () => {
  const threads = after(
    told(state("a")),
    { type: "read", rootId: "a", seq: 9 },
    { type: "unread", rootId: "a" },
    told(state("a", { lastReadSeq: 5, unreadCount: 4 })),
  );
  expect(threads.byRoot.a).toMatchObject({ lastReadSeq: 5, unreadCount: 4 });
});

test("a mark that the server has does not hide that another device took it back", () => {
  const read: ThreadAction = { type: "read", rootId: "a", seq: 9 };
  const kept: ThreadAction = { type: "read-kept", rootId: "a", seq: 9 };
  const takenBack = told(state("a", { lastReadSeq: 5, unreadCount: 4 }));
  expect(after(told(state("a")), read, kept, takenBack).byRoot.a).toMatchObject({ unreadCount: 4 });
  const older: ThreadAction = { ...kept, seq: 8 };
  expect(after(told(state("a")), read, older, takenBack).byRoot.a).toMatchObject({ unreadCount: 0 });
});
