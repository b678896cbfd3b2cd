import { expect, test } from "vitest";
import { fileKind, isDrawnImage, isInlineType, isPlayed } from "./file-kinds";

test.each([
  ["image/png", "image"],
  ["image/heic", "image"],
  ["VIDEO/MP4", "video"],
  ["audio/ogg; codecs=opus", "audio"],
  ["application/pdf", "document"],
  ["text/plain; charset=utf-8", "document"],
  ["", "document"],
])("%j is of the kind %s", (type, kind) => {
  expect(fileKind(type)).toBe(kind);
});

test("images that a browser cannot draw are not drawn", () => {
  expect(["image/png", "image/avif", "image/gif"].every(isDrawnImage)).toBe(true);
  for (const type of ["image/heic", "image/svg+xml", "image/tiff", "image/vnd.adobe.photoshop"])
    expect(isDrawnImage(type), type).toBe(false);
});

test("S37: types that can run a script are never inline", () => {
  const dangerous = ["image/svg+xml", "text/html", "text/xml", "application/xml", "application/xhtml+xml"];
  for (const type of [...dangerous, "text/javascript", "application/zip", "text/html; charset=utf-8"])
    expect(isInlineType(type), type).toBe(false);
  for (const type of [
    "image/webp",
    "video/mp4",
    "audio/mpeg",
    "application/pdf",
    "text/plain; charset=utf-16",
  ])
    expect(isInlineType(type), type).toBe(true);
});

test("players take what browsers try to play", () => {
  expect(["video/quicktime", "audio/mp4", "audio/ogg; codecs=opus"].every(isPlayed)).toBe(true);
  expect(["video/x-msvideo", "audio/midi", "application/pdf"].some(isPlayed)).toBe(false);
});
