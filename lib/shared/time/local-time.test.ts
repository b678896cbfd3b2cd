import { describe, expect, test } from "vitest";
import { addDays, instantOf, isTimeZone, localTimeOf, weekdayOf } from "./local-time";

const utc = (day: string, time: string, zone: string) =>
  instantOf({ day, time }, zone).toISOString().slice(0, 16);

describe("a local time as an instant", () => {
  test.each([
    ["2026-11-30", "09:00", "UTC", "2026-11-30T09:00"],
    ["2026-11-30", "09:00", "Europe/Berlin", "2026-11-30T08:00"],
    ["2026-07-01", "09:00", "Europe/Berlin", "2026-07-01T07:00"],
    ["2026-11-30", "09:00", "Asia/Kathmandu", "2026-11-30T03:15"],
    ["2026-11-30", "00:30", "Pacific/Kiritimati", "2026-11-29T10:30"],
    ["2026-11-30", "23:30", "Pacific/Pago_Pago", "2026-12-01T10:30"],
  ])("%s %s in %s is %s", (day, time, zone, expected) => expect(utc(day, time, zone)).toBe(expected));

  test.each([
    ["2027-03-14", "02:30", "America/New_York", "2027-03-14T07:30"],
    ["2027-03-14", "02:00", "America/New_York", "2027-03-14T07:00"],
    ["2027-03-28", "02:30", "Europe/Berlin", "2027-03-28T01:30"],
    ["2027-10-03", "02:15", "Australia/Lord_Howe", "2027-10-02T15:45"],
    ["2011-12-30", "09:00", "Pacific/Apia", "2011-12-30T19:00"],
  ])("moves %s %s, which clocks in %s skip, forward to %s", (day, time, zone, expected) =>
    expect(utc(day, time, zone)).toBe(expected),
  );

  test.each([
    ["2027-10-31", "02:30", "Europe/Berlin", "2027-10-31T00:30"],
    ["2027-11-07", "01:30", "America/New_York", "2027-11-07T05:30"],
    ["2027-04-04", "01:45", "Australia/Lord_Howe", "2027-04-03T14:45"],
  ])("takes the first of two %s %s in %s, %s", (day, time, zone, expected) =>
    expect(utc(day, time, zone)).toBe(expected),
  );

  test("is right in the hours around a change", () => {
    for (const [time, expected] of [
      ["01:59", "00:59"],
      ["03:00", "01:00"],
      ["04:00", "02:00"],
    ] as const)
      expect(utc("2027-03-28", time, "Europe/Berlin")).toBe(`2027-03-28T${expected}`);
    expect(utc("2027-10-31", "03:00", "Europe/Berlin")).toBe("2027-10-31T02:00");
    expect(utc("2027-10-31", "01:59", "Europe/Berlin")).toBe("2027-10-30T23:59");
  });

  test("comes back as the same local time, in every zone and at every hour", () => {
    for (const zone of ["America/New_York", "Europe/Berlin", "Asia/Tehran", "Africa/Casablanca", "Asia/Omsk"])
      for (let day = "2027-03-01"; day < "2027-03-20"; day = addDays(day, 3))
        for (const time of ["00:00", "09:00", "23:45"])
          expect(localTimeOf(instantOf({ day, time }, zone), zone)).toEqual({ day, time });
  });
});

test("a day is that of its zone, not of the machine or of UTC", () => {
  const at = new Date("2026-11-30T01:30:00Z");
  expect(localTimeOf(at, "America/Los_Angeles")).toEqual({ day: "2026-11-29", time: "17:30" });
  expect(localTimeOf(at, "Pacific/Auckland")).toEqual({ day: "2026-11-30", time: "14:30" });
});

test("days are counted across months and years, and know their weekday", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  expect([weekdayOf("2026-11-30"), weekdayOf("2026-12-06")]).toEqual([1, 7]);
});

test("every zone of the runtime is one, old names too, and nothing else", () => {
  for (const zone of [...Intl.supportedValuesOf("timeZone"), "Asia/Omsk", "Asia/Calcutta", "US/Eastern"])
    expect(isTimeZone(zone), zone).toBe(true);
  expect(isTimeZone("Mars/Olympus")).toBe(false);
  expect(() => instantOf({ day: "2026-11-30", time: "09:00" }, "Mars/Olympus")).toThrow(RangeError);
});
