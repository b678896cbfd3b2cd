import { expect, test } from "vitest";
import { summarizeFiles } from "./file-summary";

const file = (name: string, type: string, isVoice = false) => ({ name, type, isVoice });
const photo = file("a.jpg", "image/jpeg");
const report = file("report.pdf", "application/pdf");

test("a message without files has no summary", () => {
  expect(summarizeFiles([])).toBeNull();
});

test.each([
  ["photos", [photo, photo, photo], { kind: "image", count: 3 }],
  ["a video", [file("v.mp4", "video/mp4")], { kind: "video", count: 1 }],
  ["a voice message", [file("v.webm", "audio/webm", true)], { kind: "voice", count: 1 }],
  ["a document, by its name", [report], { kind: "named", name: "report.pdf" }],
  ["several documents", [report, report], { kind: "mixed", count: 2 }],
  ["files of several kinds", [photo, report], { kind: "mixed", count: 2 }],
])("%s", (_, files, summary) => {
  expect(summarizeFiles(files)).toMatchObject(summary);
});

test("S39: a name in a summary has no direction override", () => {
  expect(summarizeFiles([file("a\u202Efdp.exe", "application/zip")])?.name).toBe("afdp.exe");
});
