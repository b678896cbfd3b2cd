import { describe, expect, test } from "vitest";
import type { EmojiImageView } from "@/lib/shared/views";
import { CustomEmoji } from "./custom-emoji";
import { wordOf } from "./emoji-words";
import { findCustom, suggestCustom } from "./find-custom";

const ID = (digit: number) => `01900000-0000-7000-8000-00000000000${digit}`;
const DAY = (day: number) => `2026-11-${String(day).padStart(2, "0")}T12:00:00.000Z`;

type Name = [name: string, since: number, until?: number];

const emoji = (digit: number, names: Name[], isDeleted = false): EmojiImageView => ({
  id: ID(digit),
  name: names[0]![0],
  imageUrl: `/image/${digit}`,
  width: 64,
  height: 64,
  isDeleted,
  names: names.map(([name, since, until]) => ({
    name,
    since: DAY(since),
    until: until === undefined ? null : DAY(until),
  })),
});

describe("a name in a text", () => {
  const custom = new CustomEmoji([
    emoji(1, [
      ["new_logo", 10],
      ["logo", 2, 10],
    ]),
    emoji(2, [["logo", 12, 20]], true),
    emoji(3, [
      ["Parrot", 1],
      ["попугай", 1],
    ]),
  ]);
  const owner = (name: string, day?: number) =>
    custom.find(`:${name}:`, day === undefined ? undefined : DAY(day))?.id ?? null;

  test("is the emoji that had it when the text was written", () => {
    expect([owner("logo", 5), owner("logo", 15)]).toEqual([ID(1), ID(2)]);
  });

  test("is none while nobody had it, and after its last owner was deleted", () => {
    expect([owner("logo", 11), owner("logo", 21), owner("logo")]).toEqual([null, null, null]);
  });

  test("is its first owner's in a text of before", () => {
    expect(owner("logo", 1)).toBe(ID(1));
  });

  test("is found whatever its case, and by an alias", () => {
    expect([owner("PARROT"), owner("Попугай"), owner("nothing")]).toEqual([ID(3), ID(3), null]);
  });

  test("does not matter to a reaction, which has the id", () => {
    expect(custom.find(`:${ID(2)}:`)?.isDeleted).toBe(true);
    expect([wordOf(`:${ID(1)}:`), wordOf("👍")]).toEqual([":new_logo:", "👍"]);
  });
});

describe("choosing an emoji", () => {
  const custom = new CustomEmoji([
    emoji(5, [
      ["party_parrot", 1],
      ["dance", 1],
    ]),
    emoji(6, [["parrot", 1]]),
    emoji(7, [["carrot", 1, 5]], true),
    emoji(8, [
      ["carrots", 1],
      ["rabbit", 1, 3],
    ]),
  ]);
  const names = (query: string) => findCustom(custom, query).map(({ names }) => names.split("|")[0]);

  test("finds beginnings first, then words, then parts, by every name that it has", () => {
    expect(names("parrot")).toEqual([":parrot:", ":party_parrot:"]);
    expect(names("rrot")).toEqual([":carrots:", ":parrot:", ":party_parrot:"]);
    expect(names("Dance")).toEqual([":party_parrot:"]);
    expect(names("party parrot")).toEqual([":party_parrot:"]);
  });

  test("offers no deleted emoji, and none by a name that it lost", () => {
    expect([names("carrot"), names("rabbit")]).toEqual([[":carrots:"], []]);
  });

  test("suggests the frequent ones first", () => {
    const [first] = suggestCustom(custom, "par", [`:${ID(5)}:`]);
    expect(first?.emoji).toBe(`:${ID(5)}:`);
    expect(suggestCustom(null, "par", [])).toEqual([]);
  });
});
