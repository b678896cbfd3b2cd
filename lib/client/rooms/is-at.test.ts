import { expect, test } from "vitest";
import { isAt } from "./is-at";

const den = { id: "0192abcd", name: "Höhle" };

test.each([
  ["/rooms/H%C3%B6hle", true],
  ["/rooms/h%C3%B6hle", true],
  ["/rooms/Ho%CC%88hle", true],
  ["/rooms/0192ABCD", true],
  ["/rooms/HO%CC%88H%E2%80%8BLE", true],
  ["/rooms/H%C3%B6hlen", false],
  ["/rooms/100%", false],
  ["/rooms", false],
])("whether %s is the room's own page", (pathname, is) => {
  expect(isAt(den, pathname)).toBe(is);
});
