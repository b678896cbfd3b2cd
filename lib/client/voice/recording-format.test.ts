import { expect, test } from "vitest";
import { recordingFormat } from "./recording-format";

const offering = (...types: string[]) => recordingFormat((type) => types.includes(type))?.type;

test("MP4 is recorded where the browser offers it", () => {
  expect(offering("audio/webm", "audio/webm;codecs=opus", "audio/mp4")).toBe("audio/mp4");
  expect(offering("audio/mp4", "audio/mp4;codecs=mp4a.40.2")).toBe("audio/mp4;codecs=mp4a.40.2");
});

test("WebM with Opus is recorded where there is no MP4", () => {
  expect(offering("audio/webm", "audio/webm;codecs=opus")).toBe("audio/webm;codecs=opus");
});

test("a browser without any of the formats records none", () => {
  expect(offering()).toBeUndefined();
});
