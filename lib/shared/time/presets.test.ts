import { describe, expect, test } from "vitest";
import { localTimeOf } from "./local-time";
import { momentPresets, nextMorning, nextTime } from "./presets";

const ids = (now: string, zone: string) => momentPresets(new Date(now), zone).map(({ id }) => id);

const at = (id: string, now: string, zone: string) => {
  const preset = momentPresets(new Date(now), zone).find((one) => one.id === id);
  return preset && localTimeOf(preset.at, zone);
};

describe("the moments of a menu", () => {
  test("are in the account's own days, not in the server's", () => {
    // Friday 15:00 in Chicago is Saturday in Sydney.
    const now = "2026-12-04T21:00:00Z";
    expect(at("tomorrow", now, "America/Chicago")).toEqual({ day: "2026-12-05", time: "09:00" });
    expect(at("tomorrow", now, "Australia/Sydney")).toEqual({ day: "2026-12-06", time: "09:00" });
    expect(at("monday", now, "America/Chicago")).toEqual({ day: "2026-12-07", time: "09:00" });
  });

  test("mean the next Monday on a Monday, and leave it out on a Sunday", () => {
    expect(at("monday", "2026-11-30T06:00:00Z", "UTC")).toEqual({ day: "2026-12-07", time: "09:00" });
    expect(at("monday", "2026-12-06T12:00:00Z", "UTC")).toBeUndefined();
    expect(at("tomorrow", "2026-12-06T12:00:00Z", "UTC")).toEqual({ day: "2026-12-07", time: "09:00" });
  });

  test("are strictly in the future and in order, at every hour of a week and over a change of clocks", () => {
    for (const zone of ["Europe/Berlin", "America/New_York", "Pacific/Apia"])
      for (let hour = 0; hour < 24 * 8; hour++) {
        const now = new Date(Date.parse("2027-03-12T00:00:00Z") + hour * 3_600_000);
        const moments = [now, ...momentPresets(now, zone).map((preset) => preset.at)];
        for (const [index, moment] of moments.slice(1).entries())
          expect(moment.getTime(), `${zone} ${now.toISOString()}`).toBeGreaterThanOrEqual(
            moments[index]!.getTime() + (index === 0 ? 1 : 0),
          );
      }
  });

  test("come in the order of time, whatever the hour", () => {
    expect(ids("2026-12-01T12:00:00Z", "UTC")).toEqual(["hour", "threeHours", "tomorrow", "monday"]);
    expect(ids("2026-12-01T07:30:00Z", "UTC")[0]).toBe("hour");
  });

  test("say nine in the morning on both sides of a change of clocks", () => {
    const tomorrow = momentPresets(new Date("2027-03-13T17:00:00Z"), "America/New_York")[2];
    expect(tomorrow?.at.toISOString()).toBe("2027-03-14T13:00:00.000Z");
  });
});

test("another's morning is the next one on their clocks", () => {
  const now = new Date("2026-11-30T11:00:00Z");
  expect(nextMorning(now, "America/Los_Angeles").toISOString()).toBe("2026-11-30T17:00:00.000Z");
  expect(nextMorning(now, "Asia/Tokyo").toISOString()).toBe("2026-12-01T00:00:00.000Z");
});

test("a time that has passed today means tomorrow's", () => {
  const now = new Date("2026-11-30T13:00:00Z");
  expect(nextTime("08:00", now, "UTC").toISOString()).toBe("2026-12-01T08:00:00.000Z");
  expect(nextTime("00:00", now, "UTC").toISOString()).toBe("2026-12-01T00:00:00.000Z");
  expect(nextTime("16:00", now, "UTC").toISOString()).toBe("2026-11-30T16:00:00.000Z");
});
