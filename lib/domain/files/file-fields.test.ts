import { expect, test } from "vitest";
import { z } from "zod";
import { LIMITS } from "@/lib/shared/limits";
import { fileName, uploadFields } from "./file-fields";

const nameOf = (given: string) => fileName.parse(given);

test.each([
  ["plan.txt", "plan.txt"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\ada\\photo.jpg", "photo.jpg"],
  ["..", "file"],
  ["....", "file"],
  ["", "file"],
  [" \u200b\u2060 ", "file"],
  ["a\0b.png", "ab.png"],
  ["a%00.png", "a%00.png"],
  ["in\r\nX-Header: 1.txt", "inX-Header: 1.txt"],
  ["\u202egpj.exe", "gpj.exe"],
  ["a\u2066b\u2069c\u200fd\u061ce", "abcde"],
  ["in\u200bvoice\u2060.p\u00addf\u3164", "invoice.pdf"],
  ["a\u180eb\u206fc\ufff9d", "abcd"],
  ["\u0646\u0645\u06cc\u200c\u0634\u0648\u062f.txt", "\u0646\u0645\u06cc\u200c\u0634\u0648\u062f.txt"],
  ["Mu\u0308ller.pdf", "M\u00fcller.pdf"],
  ["\u0438\u0306.txt", "\u0439.txt"],
  ["CON", "CON"],
  ["  two   words .txt ", "two words .txt"],
  ["a\ud800b.txt", "a\ufffdb.txt"],
  ["100% of #1; really?.txt", "100% of #1; really?.txt"],
  ["👩‍🚀 family.png", "👩‍🚀 family.png"],
])("S39: the name %j becomes %j", (given, name) => {
  expect(nameOf(given)).toBe(name);
  expect(nameOf(name)).toBe(name);
});

test("S39: a long name is cut, and keeps its ending", () => {
  const cut = nameOf(`${"ä".repeat(4_000)}.tar.gz`);
  expect([...cut].length).toBe(LIMITS.fileNameLength);
  expect(cut.endsWith("ä.gz")).toBe(true);
  expect([...nameOf(`a.${"b".repeat(4_000)}`)].length).toBe(LIMITS.fileNameLength);
  expect([...nameOf("🎉".repeat(4_000))].length).toBe(LIMITS.fileNameLength);
});

test("fields mean the same as values and as the texts of forms and tus metadata", () => {
  const schema = z.object(uploadFields);
  const texts = { name: "a", isVoice: "1", duration: "2.5", waveform: "0, 49.6,100" };
  const values = { name: "a", isVoice: true, duration: 2.5, waveform: [0, 50, 100] };
  expect(schema.parse(texts)).toEqual(schema.parse(values));
  expect(schema.parse({})).toEqual({ name: "file", description: "", isVoice: false, waveform: [] });
});

test.each([
  { duration: "NaN" },
  { duration: "-1" },
  { duration: "1e9" },
  { waveform: "1,2,x" },
  { waveform: "101" },
  { waveform: Array.from({ length: 65 }, () => 1) },
  { isVoice: "perhaps" },
  { description: "a".repeat(1_001) },
  { description: "a\0b" },
  { name: 7 },
])("refuses %j", (fields) => {
  expect(z.object(uploadFields).safeParse(fields).success).toBe(false);
});
