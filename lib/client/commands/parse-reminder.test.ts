import { describe, expect, test } from "vitest";
import { parseReminder } from "./parse-reminder";

/** Monday, 30 November 2026, 14:00 in Berlin. */
const NOW = new Date("2026-11-30T13:00:00Z");

const parse = (typed: string, timeZone = "Europe/Berlin", now = NOW) => {
  const found = parseReminder(typed, { now, timeZone });
  if ("why" in found) return found.why;
  const at = found.at.toISOString().slice(0, 16);
  return [at, found.text, ...(found.repeat ? [found.repeat] : [])];
};

describe("a reminder that is typed in English", () => {
  test.each([
    ["me in 2 h call Bob", ["2026-11-30T15:00", "call Bob"]],
    ["me in 2 hours to call Bob", ["2026-11-30T15:00", "call Bob"]],
    ["in 20 min tea", ["2026-11-30T13:20", "tea"]],
    ["in an hour tea", ["2026-11-30T14:00", "tea"]],
    ["in half an hour tea", ["2026-11-30T13:30", "tea"]],
    ["in 1 h 30 min tea", ["2026-11-30T14:30", "tea"]],
    ["in 1.5 hours tea", ["2026-11-30T14:30", "tea"]],
    ["me to call Bob in 3 days", ["2026-12-03T13:00", "call Bob"]],
    ["in 2 weeks review", ["2026-12-14T13:00", "review"]],
    ["me tomorrow at 9 call Bob", ["2026-12-01T08:00", "call Bob"]],
    ["me tomorrow call Bob", ["2026-12-01T08:00", "call Bob"]],
    ["call Bob tomorrow at 9:30 pm", ["2026-12-01T20:30", "call Bob"]],
    ["tomorrow morning tea", ["2026-12-01T05:00", "tea"]],
    ["this evening tea", ["2026-11-30T19:00", "tea"]],
    ["at 16:00 standup", ["2026-11-30T15:00", "standup"]],
    ["at 8 am standup", ["2026-12-01T07:00", "standup"]],
    ["on Friday at 10:00 demo", ["2026-12-04T09:00", "demo"]],
    ["on Dec 24 at 18:00 gifts", ["2026-12-24T17:00", "gifts"]],
    ["every weekday at 9:30 stand-up", ["2026-12-01T08:30", "stand-up", "weekdays"]],
    ["me every day at 16:00 to drink", ["2026-11-30T15:00", "drink", "daily"]],
    ["every monday at 10:00 report", ["2026-12-07T09:00", "report", "weekly"]],
    ["water the plants every friday", ["2026-12-04T08:00", "water the plants", "weekly"]],
  ])("%j", (typed, expected) => {
    expect(parse(typed)).toEqual(expected);
  });
});

describe("a reminder that is typed in Russian", () => {
  test.each([
    ["мне через 2 часа позвонить", ["2026-11-30T15:00", "позвонить"]],
    ["через 20 минут чай", ["2026-11-30T13:20", "чай"]],
    ["через час чай", ["2026-11-30T14:00", "чай"]],
    ["через полчаса чай", ["2026-11-30T13:30", "чай"]],
    ["через 3 дня обзор", ["2026-12-03T13:00", "обзор"]],
    ["через неделю обзор", ["2026-12-07T13:00", "обзор"]],
    ["завтра в 9 позвонить", ["2026-12-01T08:00", "позвонить"]],
    ["завтра позвонить Ане", ["2026-12-01T08:00", "позвонить Ане"]],
    ["в 16:00 созвон", ["2026-11-30T15:00", "созвон"]],
    ["по будням в 9:30 созвон", ["2026-12-01T08:30", "созвон", "weekdays"]],
    ["каждый день в 10:00 зарядка", ["2026-12-01T09:00", "зарядка", "daily"]],
    ["каждый понедельник в 10:00 отчёт", ["2026-12-07T09:00", "отчёт", "weekly"]],
    ["каждую пятницу отчёт", ["2026-12-04T08:00", "отчёт", "weekly"]],
  ])("%j", (typed, expected) => {
    expect(parse(typed)).toEqual(expected);
  });
});

test("times are those of the person's zone, whatever day it is there", () => {
  expect(parse("tomorrow at 9 tea", "Pacific/Kiritimati", new Date("2026-11-30T13:00:00Z"))).toEqual([
    "2026-12-01T19:00",
    "tea",
  ]);
  expect(parse("tomorrow at 9 tea", "America/Chicago", new Date("2026-12-01T03:00:00Z"))).toEqual([
    "2026-12-01T15:00",
    "tea",
  ]);
  expect(parse("at 4 pm tea", "America/Chicago", new Date("2026-11-27T20:00:00Z"))).toEqual([
    "2026-11-27T22:00",
    "tea",
  ]);
});

test("the zone of the machine does not matter", () => {
  const before = process.env.TZ;
  for (const zone of ["Australia/Sydney", "America/Los_Angeles"]) {
    process.env.TZ = zone;
    expect(parse("tomorrow at 9 tea", "America/Chicago", new Date("2026-12-01T03:00:00Z"))).toEqual([
      "2026-12-01T15:00",
      "tea",
    ]);
    expect(parse("on Friday at 15:00 tea", "Europe/Berlin")).toEqual(["2026-12-04T14:00", "tea"]);
  }
  process.env.TZ = before;
});

test("hours are hours, and days are days, over the change of the clocks", () => {
  const before = new Date("2027-03-13T20:00:00Z");
  expect(parse("in 24 hours tea", "America/New_York", before)).toEqual(["2027-03-14T20:00", "tea"]);
  expect(parse("in 1 day tea", "America/New_York", before)).toEqual(["2027-03-14T19:00", "tea"]);
});

test.each([
  ["call Bob", "noTime"],
  ["in 2 lightyears dinner", "noTime"],
  ["in 2 h", "noText"],
  ["tomorrow at 9", "noText"],
  ["yesterday at 9 dinner", "past"],
])("%j is none: %s", (typed, why) => {
  expect(parse(typed)).toBe(why);
});

test("a very long text costs little", () => {
  const typed = `in 2 h ${"9:00 tomorrow ".repeat(5_000)}`;
  expect(parse(typed)).toEqual(["2026-11-30T15:00", expect.any(String)]);
});
