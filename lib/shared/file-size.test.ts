import { expect, test } from "vitest";
import { formatFileSize } from "./file-size";

test.each([
  [0, "0 kB"],
  [1, "1 kB"],
  [1_499, "1 kB"],
  [412_345, "412 kB"],
  [999_499, "999 kB"],
  [999_500, "1 MB"],
  [1_234_567, "1.2 MB"],
  [9_960_000, "10 MB"],
  [86_000_000, "86 MB"],
  [2_480_000_000, "2.5 GB"],
])("%d bytes are shown as %s", (bytes, shown) => {
  expect(formatFileSize(bytes, "en")).toBe(shown);
});

test("sizes are in the reader's language", () => {
  expect(formatFileSize(1_234_567, "ru").replace(/\s/gu, " ")).toBe("1,2 МБ");
});
