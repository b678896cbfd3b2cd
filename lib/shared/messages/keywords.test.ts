import { expect, test } from "vitest";
import { KeywordText } from "./keywords";

const found = (
  text: string,
  keywords: string[],
  ownName: "off" | "any" | "exact" = "off",
  displayName = "Link K",
) => new KeywordText(text).find({ keywords, ownName, displayName });

test.each([
  ["We deployed it twice", "deploy"],
  ["DEPLOYS are frozen", "deploy"],
  ["кто на дежурстве?", "дежурство"],
  ["дежурства и Ёлка", "елка"],
  ["我喜欢番茄炒蛋", "番茄"],
  ["the release trains left", "release train"],
  ["see PLT-3699, please", "plt-3699"],
  ["written in C++ and Go", "C++"],
  ["open fooBar now", "bar"],
])("in “%s” the keyword “%s” is found", (text, keyword) => {
  expect(found(text, ["nothing", keyword])).toBe(keyword);
});

test.each([
  ["redeployment of art", "deploy"],
  ["the train of the release", "release train"],
  ["plan C and D", "C++"],
  ["PLT-36990", "plt-3699"],
  ["", "deploy"],
  ["anything", "!!!"],
])("in “%s” the keyword “%s” is not found", (text, keyword) => {
  expect(found(text, [keyword])).toBeNull();
});

test("one's own name counts as chosen: never, in any case, or exactly as written", () => {
  expect(found("a link for you", [], "off")).toBeNull();
  expect(found("a link for you", [], "any")).toBe("Link");
  expect(found("a link for you", [], "exact")).toBeNull();
  expect(found("ask Link, please", [], "exact")).toBe("Link");
});

test("hits have their places, also of phrases and of parts of words", () => {
  const text = "Release trains left; the fooBar of two releases.";
  const hits = new KeywordText(text).ranges({
    keywords: ["release train", "bar"],
    ownName: "any",
    displayName: "Two",
  });
  expect(hits.map(([start, end]) => text.slice(start, end))).toEqual(["Release trains", "Bar", "two"]);
});
