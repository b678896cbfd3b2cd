import { expect, test } from "vitest";
import { asTyped } from "./copy-mentions";

const mention = (textContent: string, typed: string) => ({ textContent, dataset: { typed } });
const ada = mention("@Ada Lovelace", "@ada");
const anna = mention("@Анна", "@anna.k");

test("each mention of a selection is copied as it was typed", () => {
  expect(asTyped("hi @Ada Lovelace and @Анна, look", [ada, anna], false)).toBe("hi @ada and @anna.k, look");
  expect(asTyped("@Анна @Анна", [anna, anna], true)).toBe("@anna.k @anna.k");
});

test("a mention that a selection cuts off is the one at its end", () => {
  expect(asTyped("ada@example.org @", [mention("@", "@ada")], true)).toBe("ada@example.org @ada");
  expect(asTyped("velace, hi", [mention("velace", "@ada")], false)).toBe("@ada, hi");
});
