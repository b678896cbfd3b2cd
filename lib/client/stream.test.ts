import { describe, expect, test } from "vitest";
import { wholeMessage } from "@/lib/shared/live";
import type { MessageView } from "@/lib/shared/views";
import { createClock } from "./clock";
import { daysOf, toStream } from "./stream";

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

const kinds = (messages: MessageView[], newAfter: number | null = null, timeZone = "UTC") =>
  toStream(messages, [], { me: "me", newAfter, dayOf: createClock("en", timeZone).day }).map((item) =>
    item.kind === "message" ? (item.isHead ? "head" : "more") : item.kind,
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

  test("what happened in a row is one line, and breaks a group", () => {
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

test("a window that begins after the read mark has no line of the new: it is further up", () => {
  const at = "2026-11-21T10:00:00Z";
  expect(kinds([message(5, "bob", at)], 4)).toEqual(["day", "new", "head"]);
  expect(kinds([message(6, "bob", at)], 4)).toEqual(["day", "head"]);
});

test("lines are gathered day by day, and what has no day comes first", () => {
  const reading = { me: "me", newAfter: null, dayOf: createClock("en", "UTC").day };
  const days = [message(1, "ada", "2026-11-20T10:00:00Z"), message(2, "ada", "2026-11-21T10:00:00Z")];
  const pending = [
    { clientId: "c", roomId: "room", text: "x", createdAt: "", state: "sending" as const, refusal: null },
  ];
  expect(daysOf(toStream(days, pending, reading)).map(({ lines }) => lines.length)).toEqual([1, 2]);
  expect(daysOf(toStream([], pending, reading))).toMatchObject([{ at: null, lines: [{ kind: "pending" }] }]);
});
