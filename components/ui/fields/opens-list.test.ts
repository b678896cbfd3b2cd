import { expect, test } from "vitest";
import { opensList } from "./opens-list";

const NONE = { ctrlKey: false, metaKey: false, altKey: false };

test.each([
  ["ArrowDown", {}, true],
  ["ArrowUp", { altKey: true }, true],
  ["g", {}, true],
  ["ж", {}, true],
  ["Tab", {}, false],
  ["r", { ctrlKey: true }, false],
  ["r", { metaKey: true }, false],
  ["d", { altKey: true }, false],
])("the key %s with %j opens a select: %s", (key, held, opens) => {
  expect(opensList({ ...NONE, ...held, key })).toBe(opens);
});
