import { expect, test } from "vitest";
import { isQuietNow } from "./quiet";

const WORKDAYS = { days: [1, 2, 3, 4, 5], from: "20:00", to: "08:00" };
const LUNCH = { days: [6], from: "12:00", to: "13:00" };
const quiet = (quietHours: typeof WORKDAYS, at: string, timeZone = "Europe/Amsterdam") =>
  isQuietNow({ quietUntil: null, quietHours, timeZone }, new Date(at));

test.each([
  ["Friday evening", WORKDAYS, "2026-11-20T20:00:00Z", true],
  ["Saturday morning, which is Friday's", WORKDAYS, "2026-11-21T06:59:00Z", true],
  ["Saturday from eight on", WORKDAYS, "2026-11-21T07:00:00Z", false],
  ["Saturday evening", WORKDAYS, "2026-11-21T21:00:00Z", false],
  ["Monday morning, which is Sunday's", WORKDAYS, "2026-11-23T05:00:00Z", false],
  ["noon on Saturday", LUNCH, "2026-11-21T11:00:00Z", true],
  ["one o'clock on Saturday", LUNCH, "2026-11-21T12:00:00Z", false],
])("on %s", (_when, hours, at, is) => {
  expect(quiet(hours, at)).toBe(is);
});

test("the time zone is the person's own", () => {
  expect(quiet(LUNCH, "2026-11-21T03:30:00Z", "Asia/Tokyo")).toBe(true);
});

test("until a time, whatever the schedule", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  const until = (time: string) => ({ quietUntil: new Date(time), quietHours: null, timeZone: null });
  expect(isQuietNow(until("2026-11-21T12:00:01Z"), now)).toBe(true);
  expect(isQuietNow(until("2026-11-21T12:00:00Z"), now)).toBe(false);
  expect(isQuietNow({ ...until("2026-11-21T12:00:01Z"), quietUntil: "2026-11-21T12:00:01.000Z" }, now)).toBe(
    true,
  );
});
