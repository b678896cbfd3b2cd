import { beforeAll, expect, test } from "vitest";
import { loadParser } from "@/lib/client/text/markdown-parser";
import { isInFence } from "./in-code";

beforeAll(loadParser);

test.each([
  ["```", true],
  ["```js\nlet a", true],
  ["```\na\n```", false],
  ["```\na\n```\n", false],
  ["````\na\n```", true],
  ["~~~\na\n```", true],
  ["a\n```\nb", true],
  ["```a``` b", false],
  ["- a\n  ```\n  b", true],
  ["> ```\n> b", true],
  ["> ```\n> b\n> ```", false],
  ["    ```\n    a", false],
  ["a ``` b", false],
])("whether the end of %j is in an open block of code: %s", (text, isOpen) => {
  expect(isInFence(text, text.length)).toBe(isOpen);
});
