import { expect, test } from "vitest";
import { directionOf, ENOUGH_PX, mayBegin, pulledBy } from "./pull-left";

const at = (x: number, y = 0) => ({ x, y });

test("a pull to the left is told from scrolling and from a resting finger", () => {
  expect(directionOf(at(200), at(196, 3))).toBe("unknown");
  expect(directionOf(at(200), at(180, 4))).toBe("left");
  expect(directionOf(at(200), at(186, 14))).toBe("other");
  expect(directionOf(at(200), at(200, -30))).toBe("other");
  expect(directionOf(at(200), at(230))).toBe("other");
});

test("the edges of the screen belong to the browser", () => {
  expect(mayBegin(at(10), 360)).toBe(false);
  expect(mayBegin(at(350), 360)).toBe(false);
  expect(mayBegin(at(180), 360)).toBe(true);
});

test("a row follows the finger, more slowly past the point that counts", () => {
  expect(pulledBy(at(200), at(210))).toBe(0);
  expect(pulledBy(at(200), at(170))).toBe(30);
  expect(pulledBy(at(300), at(300 - ENOUGH_PX))).toBe(ENOUGH_PX);
  expect(pulledBy(at(300), at(220))).toBe(ENOUGH_PX + 4);
  expect(pulledBy(at(900), at(0))).toBeLessThan(100);
});
