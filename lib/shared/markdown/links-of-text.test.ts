import { describe, expect, test } from "vitest";
import { linksOfText } from "./links-of-text";

const urls = (text: string) => linksOfText(text).map(({ url }) => url);

describe("links that get cards", () => {
  test.each([
    ["a bare address", "see https://a.example/x now", ["https://a.example/x"]],
    ["words with an address", "[the page](https://a.example/x)", ["https://a.example/x"]],
    ["one without a scheme", "www.a.example", ["http://www.a.example"]],
    [
      "each once",
      "https://a.example https://b.example https://a.example",
      ["https://a.example", "https://b.example"],
    ],
    [
      "in a list and a heading",
      "# https://a.example\n- https://b.example",
      ["https://a.example", "https://b.example"],
    ],
    ["after a full stop", "Look: https://a.example/x.", ["https://a.example/x"]],
    ["pages of this workspace", "[here](/rooms/general?message=3)", ["/rooms/general?message=3"]],
    ["punycode as it was typed", "https://пример.example", ["https://пример.example"]],
  ])("%s", (_, text, found) => {
    expect(urls(text)).toEqual(found);
  });
});

describe("links without cards", () => {
  test.each([
    ["in code", "`https://a.example`"],
    ["in a block of code", "```\nhttps://a.example\n```"],
    ["in indented code", "text\n\n    https://a.example"],
    ["in a quote", "> https://a.example"],
    ["in a list in a quote", "> - [x](https://a.example)"],
    ["in angle brackets", "<https://a.example>"],
    ["in angle brackets after text", "read <https://a.example/x?y=1> please"],
    ["of other schemes", "[x](mailto:a@b.example) [y](/admin) ftp://a.example a@b.example"],
    ["that are none", "[x](https://) http:// a://b"],
    ["in a formula", "$$https://a.example$$"],
  ])("%s", (_, text) => {
    expect(urls(text)).toEqual([]);
  });
});

test("behind a spoiler the card hides, unless the link is in plain sight too", () => {
  expect(linksOfText("||https://a.example|| https://b.example")).toEqual([
    { url: "https://a.example", isHidden: true },
    { url: "https://b.example", isHidden: false },
  ]);
  expect(linksOfText("||\n[x](https://a.example)\n||")).toEqual([
    { url: "https://a.example", isHidden: true },
  ]);
  expect(linksOfText("||https://a.example|| and https://a.example")).toEqual([
    { url: "https://a.example", isHidden: false },
  ]);
});
