import { expect, test } from "vitest";
import type { WireMessage } from "../live";
import { isOfInterest, type NotifiedReader, wantsNotification, withheldBecause } from "./notification";

const ME = "me";
const [TALK, NAMED, ALL, HERE, OTHERS] = [
  {},
  { mentions: { userIds: [ME], here: false, all: false } },
  { mentions: { userIds: [], here: false, all: true } },
  { mentions: { userIds: [], here: true, all: false } },
  { mentions: { userIds: ["bob"], here: false, all: false } },
];
const MUTED = { mutedUntil: "2026-11-22T00:00:00.000Z" };
const MENTIONS = { notify: "mentions" } as const;

const message = (more: Partial<WireMessage>) =>
  ({ id: "m", roomId: "den", seq: 2, sender: { id: "ada" }, text: "hello", ...more }) as WireMessage;

const reader = (
  room: Partial<NotifiedReader["room"]>,
  more: Partial<NotifiedReader> = {},
): NotifiedReader => ({
  userId: ME,
  room: { role: "member", notify: "everything", mutedUntil: null, ...room },
  isQuiet: false,
  isActiveHere: false,
  now: new Date("2026-11-21T12:00:00Z"),
  ...more,
});

test.each([
  ["anything where everything is wanted", message(TALK), reader({}), null],
  ["my own words", message({ sender: { id: ME } as never }), reader({}), "not_by_another"],
  ["somebody's coming", message({ kind: "system" }), reader({}), "not_by_another"],
  ["a deleted one", message({ deletedAt: "2026-01-01T00:00:00.000Z" }), reader({}), "deleted"],
  ["a room that I am not in", message(NAMED), reader({ role: null }), "not_a_member"],
  ["my name where nothing is wanted", message(NAMED), reader({ notify: "nothing" }), "level_nothing"],
  ["my name in a muted room", message(NAMED), reader(MUTED), "muted"],
  ["talk after the mute", message(TALK), reader({ mutedUntil: "2026-11-21T11:00:00.000Z" }), null],
  ["talk where mentions are wanted", message(TALK), reader(MENTIONS), "not_mentioned"],
  ["another's name where mentions are wanted", message(OTHERS), reader(MENTIONS), "not_mentioned"],
  ["my name where mentions are wanted", message(NAMED), reader(MENTIONS), null],
  ["everybody where mentions are wanted", message(ALL), reader(MENTIONS), null],
  ["those who are here where mentions are wanted", message(HERE), reader(MENTIONS), null],
  ["my name while I am not to be disturbed", message(NAMED), reader(MENTIONS, { isQuiet: true }), "quiet"],
  ["what I look at", message(NAMED), reader({}, { isActiveHere: true }), "active_here"],
] as const)("a notification of %s", (_what, told, to, because) => {
  expect(withheldBecause(told, to)).toBe(because);
  expect(wantsNotification(told, to)).toBe(because === null);
  expect(isOfInterest(told, to)).toBe(because === null || because === "quiet" || because === "active_here");
});
