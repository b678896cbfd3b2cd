import { expect, test } from "vitest";
import { reduceTyping, type Typing } from "./typing";

const heard = (userId: string, until: number, isTyping = true) =>
  ({ type: "heard", key: "den", userId, isTyping, until }) as const;

test("people who type stand in the order in which they began", () => {
  const both = [heard("ada", 5), heard("bob", 6), heard("ada", 9)].reduce<Typing>(reduceTyping, {});
  expect(both.den).toEqual([
    { userId: "ada", until: 9 },
    { userId: "bob", until: 6 },
  ]);
  expect(reduceTyping(both, { type: "passed", now: 6 }).den).toEqual([{ userId: "ada", until: 9 }]);
  expect(reduceTyping(both, { type: "passed", now: 9 })).toEqual({});
});

test("a person who stops typing is gone; a stranger's stop changes nothing", () => {
  const typing = reduceTyping({}, heard("ada", 5));
  expect(reduceTyping(typing, heard("ada", 0, false)).den).toEqual([]);
  expect(reduceTyping(typing, heard("bob", 0, false))).toBe(typing);
  expect(reduceTyping(typing, { type: "passed", now: 4 })).toBe(typing);
});
