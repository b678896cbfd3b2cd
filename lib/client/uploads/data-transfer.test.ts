import { expect, test } from "vitest";
import { filesOfDrop, filesOfPaste, holdsFiles } from "./data-transfer";

const picture = new File(["…"], "image.png", { type: "image/png" });

/** A clipboard with files, and with texts by their types. */
const clipboard = (files: File[], texts: Record<string, string> = {}) => ({
  files: files as unknown as FileList,
  getData: (type: string) => texts[type] ?? "",
});

test("cells from Excel are pasted as text, although a picture of them is offered too", () => {
  const cells = { "text/plain": "1\t2\r\n", "text/html": "<table>", "text/rtf": "…" };
  expect(filesOfPaste(clipboard([picture], cells))).toEqual([]);
});

test("a picture that stands alone is a file, also with the markup of its page", () => {
  expect(filesOfPaste(clipboard([picture]))).toEqual([picture]);
  expect(filesOfPaste(clipboard([picture], { "text/html": "<img>" }))).toEqual([picture]);
});

test("files copied on macOS, which come with their names as text, are files", () => {
  expect(filesOfPaste(clipboard([picture], { "text/plain": "image.png" }))).toEqual([picture]);
});

/** A dropped file or folder, as the browser lists it. */
const item = (name: string, isDirectory: boolean) => ({
  kind: "file",
  webkitGetAsEntry: () => ({ name, isDirectory }),
});

test("a dropped folder is told apart from the files beside it", () => {
  const folder = new File([], "holiday");
  const dropped = { items: [item("image.png", false), item("holiday", true)], files: [picture, folder] };
  expect(filesOfDrop(dropped as unknown as DataTransfer)).toEqual({ files: [picture], folders: ["holiday"] });
});

test("a dragged link or selection holds no files", () => {
  expect(holdsFiles({ types: ["text/uri-list", "text/html"] })).toBe(false);
  expect(holdsFiles({ types: ["Files"] })).toBe(true);
  expect(holdsFiles(null)).toBe(false);
});
