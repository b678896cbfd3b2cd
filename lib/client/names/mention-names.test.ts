import { expect, test } from "vitest";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import { asNamed, mentionWriter } from "./mention-names";

const anna = { id: "1", username: "anna", displayName: "Анна Ковалёва" };
const annaK = { id: "2", username: "anna.k", displayName: "Anna K" };

test.each([
  ["@anna", "@Анна Ковалёва"],
  ["@Anna, look", "@Анна Ковалёва, look"],
  ["@anna.k", "@Anna K"],
  ["@anna.", "@Анна Ковалёва."],
  ["@bob and @anna", "@bob and @Анна Ковалёва"],
  ["`@anna` \\@anna", "@anna @Анна Ковалёва"],
  ["||@anna|| knows", "… knows"],
])("the words of %j are %j", (text, words) => {
  expect(firstWords(text, mentionWriter([anna, undefined, annaK]))).toBe(words);
});

test("the words of a mentioned group are its name, as it was in the message", () => {
  const groups = asNamed([{ id: "g", handle: "Back.End", name: "Backend team", userIds: [] }]);
  const write = mentionWriter([anna, ...groups]);
  expect(firstWords("@back.end, @anna, @back", write)).toBe("@Backend team, @Анна Ковалёва, @back");
});

test("without a writer mentions stay as typed", () => {
  expect(firstWords("hi **@anna**")).toBe("hi @anna");
});
