import { expect, test } from "vitest";
import { EMOJI_GROUPS, inTone, TONES } from "@/lib/shared/emoji/emoji";
import codes from "@/lib/shared/emoji/emoji-codes.json";
import { canonicalEmoji } from "./emoji-spelling";

const OFFERED = EMOJI_GROUPS.flatMap(({ emoji }) =>
  emoji.flatMap((one) => TONES.map((tone) => inTone(one, tone))),
);
const LISTED = [
  ...new Set([...OFFERED, ...Object.values(codes), "🧑🏽‍❤️‍💋‍🧑🏿", "⛹🏻‍♂️", "👁️‍🗨️", "🏳️‍⚧️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇩🇪", "#️⃣"]),
];

test("every emoji that is offered is in the listed spelling already", () => {
  expect(LISTED.filter((emoji) => !/^\p{RGI_Emoji}$/v.test(emoji))).toEqual([]);
  expect(LISTED.filter((emoji) => canonicalEmoji(emoji) !== emoji)).toEqual([]);
});

test("every spelling with fewer or more selectors becomes the listed one", () => {
  for (const emoji of LISTED) {
    const bare = emoji.replaceAll("\uFE0F", "");
    const spellings = [
      bare,
      `${emoji}\uFE0F`,
      bare.replace(/\p{Emoji}/gu, "$&\uFE0F"),
      bare.replace(/\p{Emoji}/u, "$&\uFE0E"),
    ];
    expect(spellings.map(canonicalEmoji)).toEqual(spellings.map(() => emoji));
  }
});

test.each([
  ["👍\uFE0F", "👍"],
  ["❤\u200D🔥", "❤️‍🔥"],
  ["1\u20E3", "1️⃣"],
  ["👁\u200D🗨", "👁️‍🗨️"],
  ["✌\uFE0F🏽", "✌🏽"],
  ["🇩🇪\uFE0F", "🇩🇪"],
  ["🏳\u200D🌈", "🏳️‍🌈"],
])("%j is spelled %j", (given, listed) => {
  expect(canonicalEmoji(given)).toBe(listed);
});
