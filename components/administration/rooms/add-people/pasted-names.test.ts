import { expect, test } from "vitest";
import { isList, pastedNames } from "./pasted-names";

test.each([
  ["ada, bob;carl\ndora\r\n\teve", ["ada", "bob", "carl", "dora", "eve"]],
  ["  Ada Lovelace  \n\n , ; \n@ada\nada\nada", ["Ada Lovelace", "@ada", "ada"]],
  [
    '"Lovelace, Ada" <ada@example.org>; Bob <bob@example.org>',
    ['"Lovelace, Ada" <ada@example.org>', "Bob <bob@example.org>"],
  ],
  ['the "quick one, fox', ['the "quick one', "fox"]],
  ["Анна Ковалёва; 李雷", ["Анна Ковалёва", "李雷"]],
  ["", []],
  [" - , * ", []],
])("the names of %j are %j", (list, names) => {
  expect(pastedNames(list)).toEqual(names);
});

test("one name is no list", () => {
  expect([isList("Ada Lovelace"), isList("ada@example.org\n"), isList("ada\nbob")]).toEqual([
    false,
    false,
    true,
  ]);
});
