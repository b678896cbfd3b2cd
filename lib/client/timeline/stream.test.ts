import { describe, expect, test } from "vitest";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { MessageView } from "@/lib/shared/views";
import { outgoing } from "@/tests/support/client/outgoing";
import { createClock } from "../time/clock";
import { daysOf, endOf, hasUnreadFrom, toStream } from "./stream";

function message(
  seq: number,
  senderId: string,
  createdAt: string,
  more: Partial<MessageView> = {},
): MessageView {
  const sender = { id: senderId, username: senderId, displayName: senderId, isBot: false };
  const own = { id: `m${seq}`, roomId: "room", seq, rev: seq, sender, createdAt, clientId: `c${seq}` };
  return wholeMessage({ ...own, ...more });
}

const kinds = (
  messages: MessageView[],
  newAfter: number | null = null,
  timeZone = "UTC",
  { hasOlder = false } = {},
) =>
  toStream(messages, [], { me: "me", newAfter, hasOlder, dayOf: createClock("en", timeZone).day }).map(
    (item) => (item.kind === "message" ? (item.isHead ? "head" : "more") : item.kind),
  );

describe("groups", () => {
  test("one person within five minutes is one group", () => {
    const at = (minute: number) => `2026-11-21T10:${String(minute).padStart(2, "0")}:00Z`;
    expect(
      kinds([
        message(1, "ada", at(0)),
        message(2, "ada", at(4)),
        message(3, "ada", at(9)),
        message(4, "bob", at(9)),
        message(5, "bob", at(13)),
      ]),
    ).toEqual(["day", "head", "more", "head", "head", "more"]);
  });

  test("consecutive events are one line, and break a group", () => {
    const at = "2026-11-21T10:00:00Z";
    const system = { kind: "system" as const };
    const list = [message(1, "ada", at), message(2, "bob", at, system), message(3, "bob", at, system)];
    expect(kinds([...list, message(4, "ada", at)])).toEqual(["day", "head", "events", "head"]);
  });
});

test("days are the reader's days", () => {
  const list = [message(1, "ada", "2026-11-20T22:30:00Z"), message(2, "ada", "2026-11-20T22:31:00Z")];
  const later = message(3, "ada", "2026-11-20T23:30:00Z");
  expect(kinds([...list, later], null, "UTC")).toEqual(["day", "head", "more", "head"]);
  expect(kinds([...list, later], null, "Europe/Berlin")).toEqual(["day", "head", "more", "day", "head"]);
});

test("the new begins at the first message of somebody else after the mark", () => {
  const at = "2026-11-21T10:00:00Z";
  const list = [message(1, "ada", at), message(2, "me", at), message(3, "ada", at), message(4, "ada", at)];
  expect(kinds(list, 1)).toEqual(["day", "head", "head", "new", "head", "more"]);
  expect(kinds(list, null)).not.toContain("new");
});

test("a deleted message is not new: the line stands above the next one, or nowhere", () => {
  const at = "2026-11-21T10:00:00Z";
  const gone = message(2, "ada", at, { deletedAt: at });
  expect(kinds([message(1, "ada", at), gone, message(3, "bob", at)], 1)).toEqual([
    "day",
    "head",
    "more",
    "new",
    "head",
  ]);
  expect(kinds([message(1, "ada", at), gone], 1)).not.toContain("new");
});

test("only others' messages that still stand can be unread", () => {
  const at = "2026-11-21T10:00:00Z";
  const mine = message(2, "me", at);
  const from = (seq: number, ...after: MessageView[]) =>
    hasUnreadFrom([message(1, "ada", at), mine, ...after], seq, "me");
  expect([from(1), from(2)]).toEqual([true, false]);
  expect(from(2, message(3, "me", at))).toBe(false);
  expect(from(2, message(3, "ada", at, { kind: "system" }))).toBe(false);
  expect(from(2, message(3, "ada", at, { deletedAt: at }))).toBe(false);
  expect(from(2, message(3, "ada", at))).toBe(true);
});

test("a window that begins after the read mark has no line of the new: it is further up", () => {
  const at = "2026-11-21T10:00:00Z";
  const older = { hasOlder: true };
  expect(kinds([message(5, "bob", at)], 4, "UTC", older)).toEqual(["day", "new", "head"]);
  expect(kinds([message(6, "bob", at)], 4, "UTC", older)).toEqual(["day", "head"]);
  // Messages of threads took the numbers between.
  expect(kinds([message(6, "bob", at)], 4)).toEqual(["day", "new", "head"]);
});

test("lines are gathered day by day, and what has no day comes first", () => {
  const reading = { me: "me", newAfter: null, dayOf: createClock("en", "UTC").day };
  const days = [message(1, "ada", "2026-11-20T10:00:00Z"), message(2, "ada", "2026-11-21T10:00:00Z")];
  const pending = [{ ...outgoing("c"), state: "sending" as const, refusal: null }];
  expect(daysOf(toStream(days, pending, reading)).map(({ lines }) => lines.length)).toEqual([1, 2]);
  expect(daysOf(toStream([], pending, reading))).toMatchObject([{ at: null, lines: [{ kind: "pending" }] }]);
});

describe("the end that fills a screen", () => {
  const minute = (seq: number) => new Date(Date.UTC(2026, 10, 21, 23, 40) + seq * 60_000).toISOString();
  // Forty minutes of messages by ada, one a minute; the last twenty fall on the next day.
  const days = daysOf(
    toStream(
      Array.from({ length: 40 }, (_, seq) => message(seq + 1, "ada", minute(seq))),
      [],
      { me: "me", newAfter: null, dayOf: createClock("en", "UTC").day },
    ),
  );
  const seqsOf = (pixels: number) =>
    endOf(days, pixels).flatMap(({ lines }) =>
      lines.map((line) => line.kind === "message" && line.message.seq),
    );

  test("has as many lines as fill it, however low each of them is", () => {
    expect(seqsOf(220)).toEqual([31, 32, 33, 34, 35, 36, 37, 38, 39, 40]);
    expect(seqsOf(221)).toHaveLength(11);
    expect(seqsOf(0)).toEqual([]);
  });

  test("goes over midnight, and has all there is where that does not fill it", () => {
    expect(seqsOf(20 * 22 + 44)).toHaveLength(21);
    expect(endOf(days, 10_000)).toEqual(days);
  });

  test("has the day's divider only with all of the day", () => {
    expect(endOf(days, 220).map(({ at }) => at)).toEqual([null]);
    expect(endOf(days, 600).map(({ at }) => at)).toEqual([null, minute(20)]);
  });
});
