import { expect, test } from "vitest";
import { quietSpans } from "./quiet-bars";

const NIGHTS = { days: [1, 2], from: "20:00", to: "08:00" };

test.each([
  [1, [{ from: 1200, to: 1440 }]],
  [
    2,
    [
      { from: 0, to: 480 },
      { from: 1200, to: 1440 },
    ],
  ],
  [3, [{ from: 0, to: 480 }]],
  [7, []],
])("hours past midnight belong to the evening and the next morning: day %i", (day, spans) => {
  expect(quietSpans(NIGHTS, day)).toEqual(spans);
});

test("hours within a day are one bar, and those of Sunday reach into Monday", () => {
  expect(quietSpans({ days: [3], from: "12:00", to: "13:00" }, 3)).toEqual([{ from: 720, to: 780 }]);
  expect(quietSpans({ days: [7], from: "22:00", to: "06:00" }, 1)).toEqual([{ from: 0, to: 360 }]);
  expect(quietSpans({ days: [7], from: "22:00", to: "00:00" }, 1)).toEqual([]);
});
