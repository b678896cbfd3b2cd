import { expect, test } from "vitest";
import { line } from "@/lib/domain/fields";
import { LIMITS } from "@/lib/shared/limits";
import { words } from "./given";

const isTaken = (text: string | undefined) => line({ max: LIMITS.queryLength }).safeParse(text).success;

test.each([
  ["emoji", "\u{1f469}".repeat(200), "\u{1f469}".repeat(100)],
  ["an emoji across the cut", `${"x".repeat(99)}\u{1f469}y`, `${"x".repeat(99)}\u{1f469}`],
  ["letters that are two in NFC", "\u0958".repeat(100), "\u0915\u093c".repeat(50)],
  ["half a surrogate pair", "a\ud800", "a\ufffd"],
  ["a NUL", "\0a\0", "a"],
  ["a space at the cut", `${"x".repeat(99)} y`, "x".repeat(99)],
])("what is searched for is cut to what lists take: %s", (_, given, kept) => {
  expect(words(given)).toBe(kept);
  expect(isTaken(words(given))).toBe(true);
});

test("of a repeated field the first counts, and an empty one is none", () => {
  expect([words(["a", "b"]), words([]), words("\0"), words(undefined)]).toEqual([
    "a",
    undefined,
    undefined,
    undefined,
  ]);
});
