import { expect, test } from "vitest";
import { firstWeekday, monthWeeks, movedDay, movedMonth } from "./month";

test("a month has whole weeks, which begin on the reader's first day", () => {
  const weeks = monthWeeks("2026-11-30", 1);
  expect(weeks[0]).toEqual(expect.arrayContaining(["2026-10-26", "2026-11-01"]));
  expect(weeks.at(-1)?.[0]).toBe("2026-11-30");
  expect(monthWeeks("2026-11-30", 0)[0]?.[0]).toBe("2026-11-01");
  expect(monthWeeks("2026-12-01", 1).at(-1)?.at(-1)).toBe("2027-01-03");
});

test("days and months are counted over the ends of months and years", () => {
  expect(movedDay("2026-12-31", 1)).toBe("2027-01-01");
  expect(movedMonth("2027-03-31", -1)).toBe("2027-02-28");
  expect(movedMonth("2026-12-15", 1)).toBe("2027-01-15");
});

test("the first day of the week is the locale's", () => {
  expect([firstWeekday("en-US"), firstWeekday("en-GB"), firstWeekday("ru")]).toEqual([0, 1, 1]);
});
