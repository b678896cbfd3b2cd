import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { containsWords, loadWordMerge, mergeTexts } from "./draft-merge";

beforeAll(loadWordMerge);

test.each([
  // base, theirs, mine, both
  ["", "at the desk", "on the train", "at the desk\non the train"],
  ["Dear", "Dear", "Dear Bob", "Dear Bob"],
  ["Dear", "Dear all", "Dear", "Dear all"],
  ["Dear", "Dear all", "Dear Bob", "Dear all\nBob"],
  ["Dear", "Dear all", "Dearest", "Dearest all"],
  ["one two three", "one 2 three", "one two three four", "one 2 three four"],
  ["one two three", "two three", "one two three four", "two three four"],
  ["one two three", "one three", "one two", "one"],
  ["one two", "zero one two", "one two three", "zero one two three"],
  ["a b c d", "a X b c d", "a b c Y d", "a X b c Y d"],
  ["a b c d", "a X d", "a Y d", "a X\nY d"],
  ["first\nlast", "first\nmiddle\nlast", "first\nlast!", "first\nmiddle\nlast!"],
  ["", "same words", "same words", "same words"],
  ["", "hello", "hello world", "hello world"],
  ["", "I know", "no", "I know\nno"],
  ["Dear", "", "Dear all", "Dear all"],
  ["Dear", "Dear all", "", "Dear all"],
  ["", "你好", "再见", "你好\n再见"],
])("from %j, %j and %j become %j", (base, theirs, mine, both) => {
  expect(mergeTexts(base, theirs, mine)).toBe(both);
});

describe("C22: whatever two people with one text do", () => {
  const word = fc.stringMatching(/^[a-d]{1,2}$/);
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(" "));
  const wordsOf = (of: string) => of.split(/\s+/).filter(Boolean);

  test("no word that either of them added is lost", () => {
    const property = fc.property(text, text, text, (base, theirs, mine) => {
      const merged = new Set(wordsOf(mergeTexts(base, theirs, mine)));
      const known = new Set(wordsOf(base));
      const added = [...wordsOf(theirs), ...wordsOf(mine)].filter((one) => !known.has(one));
      expect(added.filter((one) => !merged.has(one))).toEqual([]);
    });
    fc.assert(property, { numRuns: 5_000 });
  });

  test("a word that both left alone is kept, and no word comes from nowhere", () => {
    const property = fc.property(text, text, text, (base, theirs, mine) => {
      const merged = mergeTexts(base, theirs, mine);
      const count = (of: string, one: string) => wordsOf(of).filter((each) => each === one).length;
      for (const one of new Set(wordsOf(base)))
        if (count(theirs, one) >= count(base, one) && count(mine, one) >= count(base, one))
          expect(count(merged, one)).toBeGreaterThanOrEqual(1);
      const known = new Set([base, theirs, mine].flatMap(wordsOf));
      expect(wordsOf(merged).filter((one) => !known.has(one))).toEqual([]);
    });
    fc.assert(property, { numRuns: 5_000 });
  });

  test("the one who changed nothing gets the other's text, and the same twice is there once", () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(mergeTexts(base, other, base)).toBe(other);
        expect(mergeTexts(base, base, other)).toBe(other);
        expect(mergeTexts(base, other, other)).toBe(other);
      }),
    );
  });
});

test("two long texts are merged as well", () => {
  const long = Array.from({ length: 3_000 }, (_, i) => `w${i}`).join(" ");
  expect(mergeTexts(long, `${long} theirs`, `mine ${long}`)).toBe(`mine ${long} theirs`);
  const other = Array.from({ length: 3_000 }, (_, i) => `v${i}`).join(" ");
  expect(mergeTexts(long, other, `${other} mine`)).toBe(`${other} mine`);
});

test("words are contained as words, not as letters", () => {
  expect(containsWords("I know nothing", "know")).toBe(true);
  expect(containsWords("I know nothing", "no")).toBe(false);
  expect(containsWords("a b c", "a c")).toBe(false);
});
