import { describe, expect, test } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { calledIn } from "./mentions";

describe("whom a text calls", () => {
  test.each([
    ["hi @ada", ["ada"]],
    ["@Ada, @bob!", ["ada", "bob"]],
    ["(@ada)", ["ada"]],
    ["@ada.", ["ada.", "ada"]],
    ["@ada.lovelace-", ["ada.lovelace-", "ada.lovelace"]],
    ["＠Ада", ["ада"]],
    ["@Ａda", ["ada"]],
    ["a@b.example, x.@y and /@z", []],
    ["`@ada` and ```\n@bob\n```", []],
    ["``` @ada never closed", []],
    ["@ ada @", []],
    ["@@ada", []],
  ])("%j: %j", (text, keys) => {
    expect(calledIn(text)).toEqual({ keys, here: false, all: false });
  });

  test("@here, and @all by each of its names", () => {
    expect(calledIn("@here?")).toEqual({ keys: [], here: true, all: false });
    for (const word of ["@all", "@Channel.", "@everyone!"])
      expect(calledIn(word)).toEqual({ keys: [], here: false, all: true });
  });

  test("S34: of ten thousand names the first hundred or so count, and what has no name costs nothing", () => {
    const text = Array.from({ length: 10_000 }, (_, i) => `@p${i}`).join(" ");
    expect(calledIn(text).keys).toHaveLength(LIMITS.mentions);
    expect(calledIn("`".repeat(20_000)).keys).toEqual([]);
    expect(calledIn("@".repeat(20_000)).keys).toEqual([]);
    expect(calledIn(`@${"a.".repeat(9_000)}`).keys).toHaveLength(2);
  });
});
