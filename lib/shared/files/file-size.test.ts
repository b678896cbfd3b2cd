import { expect, test } from "vitest";
import { formatFileSize } from "./file-size";

test.each([
  [0, "0 kB"],
  [1, "1 kB"],
  [1_535, "1 kB"],
  [412 * 1024, "412 kB"],
  [999 * 1024, "999 kB"],
  [1024 * 1024 - 1, "1 MB"],
  [1.2 * 1024 ** 2, "1.2 MB"],
  [9.96 * 1024 ** 2, "10 MB"],
  [100 * 1024 ** 2, "100 MB"],
  [2.48 * 1024 ** 3, "2.5 GB"],
])("%f bytes are shown as %s", (bytes, shown) => {
  expect(formatFileSize(bytes, "en")).toBe(shown);
});

test("sizes are in the reader's language", () => {
  expect(formatFileSize(1.2 * 1024 ** 2, "ru").replace(/\s/gu, " ")).toBe("1,2 МБ");
});
