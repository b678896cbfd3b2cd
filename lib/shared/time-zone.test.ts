import { expect, test } from "vitest";
import { startOfDay } from "./time-zone";

test.each([
  ["2027-01-31", "UTC", 0, "2027-01-31T00:00:00.000Z"],
  ["2027-01-31", "UTC", 1, "2027-02-01T00:00:00.000Z"],
  ["2027-01-31", "Asia/Vladivostok", 0, "2027-01-30T14:00:00.000Z"],
  ["2027-07-01", "America/New_York", 0, "2027-07-01T04:00:00.000Z"],
  // Berlin's clocks go forward in the night after this day has begun.
  ["2027-03-28", "Europe/Berlin", 0, "2027-03-27T23:00:00.000Z"],
  ["2027-03-28", "Europe/Berlin", 1, "2027-03-28T22:00:00.000Z"],
  // Before railways every city had its own time, to the second.
  ["0001-01-01", "America/New_York", 0, "0001-01-01T04:56:02.000Z"],
  ["0500-06-01", "Asia/Kolkata", 0, "0500-05-31T18:06:32.000Z"],
  ["9999-12-31", "America/New_York", 0, "9999-12-31T05:00:00.000Z"],
])("%s in %s, %i days later", (day, zone, later, start) => {
  expect(startOfDay(day, zone, later)).toBe(start);
});

test.each(["", "yesterday", "2027-13-01", "2027-1-1", "2027-02-30T00:00"])("%s is no day", (day) => {
  expect(startOfDay(day, "UTC")).toBeUndefined();
});

test.each([
  ["0000-01-01", "UTC", 0],
  ["0000-01-01", "Asia/Kolkata", 1],
  ["0001-01-01", "Asia/Tokyo", 0],
  ["9999-12-31", "UTC", 1],
  ["9999-12-31", "America/New_York", 1],
])("%s in %s, %i days later, is outside the calendar", (day, zone, later) => {
  expect(startOfDay(day, zone, later)).toBeUndefined();
});
