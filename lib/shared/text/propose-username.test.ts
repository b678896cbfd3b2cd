import { expect, test } from "vitest";
import { proposeUsername } from "./propose-username";

test.each([
  ["Marta Oliveira", "marta.oliveira"],
  ["  Анна   Ковалёва ", "anna.kovalyova"],
  ["Seán O'Brien", "sean.obrien"],
  ["J. R. R. Tolkien", "j.r.r.tolkien"],
  ["(Bob) 🙂", "bob"],
  ["田中 さくら", "田中.さくら"],
  ["A".repeat(40), "a".repeat(32)],
  [" 🙂 ", ""],
])("proposes a username for %s", (name, username) => {
  expect(proposeUsername(name)).toBe(username);
});
