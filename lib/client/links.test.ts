import { expect, test } from "vitest";
import { linkParts } from "./links";

const linksIn = (text: string) => linkParts(text).flatMap(({ href }) => href ?? []);

test("addresses become links, without the sentence around them", () => {
  expect(linksIn("See https://example.org/a?b=c#d, or (http://example.org).")).toEqual([
    "https://example.org/a?b=c#d",
    "http://example.org",
  ]);
  expect(linksIn("https://ru.wikipedia.org/wiki/Ёж_(животное)")).toEqual([
    "https://ru.wikipedia.org/wiki/Ёж_(животное)",
  ]);
  expect(linksIn("write to mailto:ada@example.org!")).toEqual(["mailto:ada@example.org"]);
});

test("nothing else becomes a link", () => {
  expect(linksIn("javascript:alert(1) data:text/html,x ftp://a.b file:///etc/passwd https://")).toEqual([]);
});

test("the text stays the same", () => {
  const text = "a https://b.c, d\n(https://e.f) mailto:g";
  expect(
    linkParts(text)
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});
