import { expect, test } from "vitest";
import { upload } from "@/tests/support/client/uploads";
import { createSpeedometer } from "./progress";
import { roughTime, sentText } from "./size-text";
import { sentPercent } from "./upload-state";

test("the time left follows the speed, and is unknown at first", () => {
  const speed = createSpeedometer(1_000_000);
  expect(speed.note(0, 0)).toBeNull();
  expect(speed.note(50_000, 100)).toBeNull();
  expect(speed.note(100_000, 1_000)).toBe(9);
  expect(speed.note(200_000, 2_000)).toBe(8);
  for (let second = 3; second < 30; second++) speed.note(200_000 + second * 1_000, second * 1_000);
  expect(speed.note(230_000, 30_000)).toBeGreaterThan(300);
});

test("a resumed upload does not count what was sent before", () => {
  const speed = createSpeedometer(1_000_000);
  speed.note(900_000, 0);
  expect(speed.note(910_000, 1_000)).toBe(9);
});

test("progress is shown four times a second at most", () => {
  const speed = createSpeedometer(1);
  expect([0, 100, 249, 250, 260].map((at) => speed.isDue(at))).toEqual([true, false, false, true, false]);
});

test("sent bytes are counted in the unit of the whole", () => {
  expect(sentText(3.1 * 1024 ** 2, 4.8 * 1024 ** 2, "en")).toBe("3.1");
  expect(sentText(0.4 * 1024 ** 2, 4.8 * 1024 ** 2, "ru")).toBe("0,4");
  expect(sentText(12.4 * 1024 ** 2, 86 * 1024 ** 2, "en")).toBe("12");
  expect(sentText(600, 2_000, "en")).toBe("1");
});

test("times are said in seconds, then minutes, then hours", () => {
  expect(roughTime(4)).toEqual({ unit: "seconds", count: 4 });
  expect(roughTime(61)).toEqual({ unit: "minutes", count: 2 });
  expect(roughTime(7_000)).toEqual({ unit: "hours", count: 2 });
});

test("the share of all files on their way leaves out those that are up, refused or removed", () => {
  const files = {
    a: upload("a", { size: 100, sentBytes: 50 }),
    b: upload("b", { size: 300, sentBytes: 0 }),
    c: upload("c", { size: 900, refusal: { why: "quota", detail: "" } }),
    d: upload("d", { size: 900, isRemoved: true }),
    e: upload("e", { size: 900, fileId: "1" }),
  };
  expect(sentPercent({ files, rejections: [] })).toBe(12);
  expect(sentPercent({ files: {}, rejections: [] })).toBeNull();
});
