import { expect, test } from "vitest";
import { formatQuery, parseQuery } from "./parse-query";

/** The parts without their ranges. */
const parts = (text: string) =>
  parseQuery(text).map(({ start: _start, end: _end, isNegated, ...part }) => ({
    ...part,
    ...(isNegated && { isNegated }),
  }));

test("words, phrases and filters are told apart", () => {
  expect(parts('deploy "connection pool" from:ada in:platform')).toEqual([
    { kind: "word", text: "deploy" },
    { kind: "phrase", text: "connection pool" },
    { kind: "filter", key: "from", value: "ada" },
    { kind: "filter", key: "in", value: "platform" },
  ]);
});

test("a minus before a part excludes it, within a word it is a hyphen", () => {
  expect(parts("-from:bot t-shirt -draft -")).toEqual([
    { kind: "filter", key: "from", value: "bot", isNegated: true },
    { kind: "word", text: "t-shirt" },
    { kind: "word", text: "draft", isNegated: true },
    { kind: "word", text: "-" },
  ]);
});

test("values with spaces stand in quotes of any kind", () => {
  for (const text of ['from:"Анна Ковалёва"', "from:«Анна Ковалёва»", "from:“Анна Ковалёва”"])
    expect(parts(text)).toEqual([{ kind: "filter", key: "from", value: "Анна Ковалёва" }]);
});

test.each([
  "from:",
  "has:wings",
  "before:soon",
  "on:2027-02-30",
  "on:0000-01-01",
  "on:0000-12-31",
  "on:constructor",
  "on:__proto__",
  "https://example.org/a",
  "time:12",
])("%s is looked for as text", (text) => {
  expect(parts(text)).toEqual([{ kind: "word", text }]);
});

test("a quote without its other half ends with the text", () => {
  expect(parts('ok "half a')).toEqual([
    { kind: "word", text: "ok" },
    { kind: "phrase", text: "half a" },
  ]);
});

test("ranges cover each part as it was typed", () => {
  const text = ' a  -"b c" in:"d e" f';
  expect(parseQuery(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    "a",
    '-"b c"',
    'in:"d e"',
    "f",
  ]);
});

test("a query written from parts parses to the same parts", () => {
  for (const text of ['deploy -"a b" from:"Анна К" has:FILE', "on:today -is:saved", 'x:"y z" “ab'])
    expect(parts(formatQuery(parseQuery(text)))).toEqual(parts(text));
});
