import { expect, test } from "vitest";
import { keepsMetadata } from "./removed-metadata";

test.each([
  ["image/heic", "a.heic"],
  ["image/tiff", "a.tif"],
  ["video/webm", "a.webm"],
  ["audio/mpeg", "a.mp3"],
  ["audio/ogg; codecs=opus", "a.ogg"],
  ["audio/flac", "a.flac"],
  ["", "IMG_0001.HEIC"],
  ["application/octet-stream", "a.CR3"],
])("a file of the type %j named %s keeps its metadata", (type, name) => {
  expect(keepsMetadata({ type, name })).toBe(true);
});

test.each([
  ["image/jpeg", "a.jpg"],
  ["IMAGE/PNG", "a.png"],
  ["video/mp4", "a.mp4"],
  ["video/quicktime", "a.mov"],
  ["audio/x-m4a", "a.m4a"],
  ["application/pdf", "a.pdf"],
  ["text/plain", "a.txt"],
  ["", "a"],
])("a file of the type %j named %s loses its metadata, or is a document", (type, name) => {
  expect(keepsMetadata({ type, name })).toBe(false);
});
