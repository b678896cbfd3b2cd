import { expect, test } from "vitest";
import { EMOJI_GROUPS, findEmoji, inTone, nameIn, TONES } from "@/lib/shared/emoji/emoji";
import { countUse, mostUsed } from "./frequent-emoji";

const RGI = /^\p{RGI_Emoji}$/v;
const all = EMOJI_GROUPS.flatMap(({ emoji }) => emoji);

test("every emoji is one that the server takes, in every tone, stands here once and has a name in both languages", () => {
  for (const each of all) {
    expect(nameIn("en", each) && nameIn("ru", each), each.names).toBeTruthy();
    for (const tone of TONES) expect(inTone(each, tone), each.names).toMatch(RGI);
  }
  expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(400);
});

test("emoji are found by the beginnings of their names in either language, and by themselves", () => {
  const found = (query: string) => findEmoji(query).map(({ emoji }) => emoji);
  expect(found("rock lau")).toEqual(["🚀"]);
  expect(found("ракета")).toEqual(["🚀"]);
  expect(found(":tada:")).toEqual(["🎉"]);
  expect(found("ёлка")).toEqual(found("елка"));
  expect(found("🎉")).toEqual(["🎉"]);
  expect(found("nothing of the kind")).toEqual([]);
});

test("frequent emoji stand first, and old uses fade", () => {
  expect(mostUsed({}, 3)).toEqual(["👍", "❤️", "😂"]);
  const uses = [..."🚀🚀🐛"].reduce(countUse, {});
  expect(mostUsed(uses, 4)).toEqual(["🚀", "🐛", "👍", "❤️"]);
  const later = Array.from({ length: 30 }, () => "🐛").reduce(countUse, { "🚀": 20 });
  expect(mostUsed(later, 1)).toEqual(["🐛"]);
});
