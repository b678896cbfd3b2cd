import { expect, test } from "vitest";
import { createClock } from "@/lib/client/time/clock";
import { daysOf } from "./days";

const clock = createClock("en-GB", "Europe/Berlin");
const line = (at: string) => ({ at });
const headings = (times: string[], today: string) =>
  daysOf(times.map(line), clock, today).map(({ day, lines }) => [day, lines.length]);

test("lines stand under days of the reader's own zone", () => {
  const times = [
    "2026-11-26T08:00:00Z",
    "2026-11-25T23:30:00Z",
    "2026-11-25T22:30:00Z",
    "2026-11-23T09:00:00Z",
    "2026-11-22T09:00:00Z",
    "2026-11-01T09:00:00Z",
  ];
  expect(headings(times, "2026-11-26")).toEqual([
    ["today", 2],
    ["yesterday", 1],
    ["week", 1],
    ["earlier", 2],
  ]);
});

test("on a Monday yesterday is yesterday, and nothing is earlier this week", () => {
  expect(headings(["2026-11-22T09:00:00Z", "2026-11-21T09:00:00Z"], "2026-11-23")).toEqual([
    ["yesterday", 1],
    ["earlier", 1],
  ]);
});
