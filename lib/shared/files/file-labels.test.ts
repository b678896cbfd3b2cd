import { expect, test } from "vitest";
import { fileLabel } from "./file-labels";

test.each([
  ["report.pdf", "application/pdf", "PDF"],
  ["archive.tar.gz", "application/gzip", "GZ"],
  ["photo", "image/jpeg", "JPG"],
  ["photo.jpg", "image/heic", "HEIC"],
  ["film.mkv", "video/x-matroska", "MKV"],
  ["clip", "video/quicktime", "MOV"],
  ["song", "audio/x-flac", "FLAC"],
  ["notes.markdown", "text/plain", "TXT"],
  ["noname", "application/octet-stream", ""],
])("the label of %s (%s) is %j", (name, type, label) => {
  expect(fileLabel(name, type)).toBe(label);
});
