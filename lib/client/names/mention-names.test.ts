import { expect, test } from "vitest";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import { mentionWriter } from "./mention-names";

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

test("without a writer mentions stay as typed", () => {
  expect(firstWords("hi **@anna**")).toBe("hi @anna");
});
