import { describe, expect, test } from "vitest";
import { formatWhole, hasWanted, searchedText, settle, splitQuery, tokenAt, wordsOf } from "./query-text";
import { takeSuggestion, untakeFilter } from "./take-suggestion";

const from = (value: string, isNegated = false) => ({ key: "from" as const, value, isNegated });

test("a query is split into its filters and the rest, and written again", () => {
  const query = splitQuery('from:ada pool -in:"release crew" "idle clients"');
  expect(query.filters).toEqual([from("ada"), { key: "in", value: "release crew", isNegated: true }]);
  expect(query.typed).toBe('pool "idle clients"');
  expect(formatWhole(query)).toBe('from:ada -in:"release crew" pool "idle clients"');
});

describe("while it is typed", () => {
  const typed = (text: string, caret = text.length) => settle({ filters: [], typed: text }, caret);

  test("a filter is complete with a space after it, or with the quote that closes it", () => {
    expect(typed("from:ad").filters).toEqual([]);
    expect(typed("from:ada ")).toEqual({ filters: [from("ada")], typed: "" });
    expect(typed('from:"Анна ').filters).toEqual([]);
    expect(typed('from:"Анна Ковалёва"').filters).toEqual([from("Анна Ковалёва")]);
  });

  test("a filter that is typed before other words is not complete at its first letter", () => {
    expect(typed("from:a pool", "from:a".length).filters).toEqual([]);
    expect(typed("from:ada  pool", "from:ada ".length)).toEqual({ filters: [from("ada")], typed: "pool" });
  });

  test("an operator whose value is being typed is not searched, but a day is", () => {
    const searched = (text: string) => searchedText({ filters: [], typed: text });
    expect(searched("pool from:")).toBe("pool");
    expect(searched("pool from:ad")).toBe("pool");
    expect(searched("pool on:2026-11")).toBe("pool");
    expect(searched("pool on:2026-11-30")).toBe("pool on:2026-11-30");
    expect(searched("pool has:file")).toBe("pool has:file");
    expect(searched("see http://a.b")).toBe("see http://a.b");
  });

  test.each([
    ["pool fr", { key: null, value: "fr", isNegated: false }],
    ["-from:Ан", { key: "from", value: "Ан", isNegated: true }],
    ['in:"release cr', { key: "in", value: "release cr", isNegated: false }],
    ["http://x", { key: null, value: "http://x" }],
    ["pool ", { key: null, value: "" }],
  ])("before the caret of %j stands %j", (text, token) => {
    expect(tokenAt(text, text.length)).toMatchObject(token);
  });
});

test("a second day of one key replaces the first; the same filter is not there twice", () => {
  const query = settle(splitQuery("after:2026-11-01 from:ada"), -1);
  expect(formatWhole(settle({ ...query, typed: "after:yesterday from:Ada" }, -1))).toBe(
    "after:yesterday from:Ada",
  );
});

test("a suggestion takes the place of what is typed, with its minus", () => {
  const query = { filters: [], typed: "pool -from:ad" };
  const taken = takeSuggestion(query, tokenAt(query.typed, query.typed.length), {
    filter: { key: "from", value: "ada" },
  });
  expect(taken).toEqual({ filters: [from("ada", true)], typed: "pool " });
  expect(untakeFilter(taken, taken.filters[0]!)).toEqual({ filters: [], typed: "pool -from:ada" });
});

test("an operator leaves the rest for its value, and an earlier search replaces all", () => {
  const query = { filters: [from("ada")], typed: "pool ha" };
  const token = tokenAt(query.typed, query.typed.length);
  expect(takeSuggestion(query, token, { operator: "has" }).typed).toBe("pool has:");
  expect(takeSuggestion(query, token, { text: "is:saved tea" })).toEqual(splitQuery("is:saved tea"));
});

test("a search needs something that is not left out", () => {
  expect(hasWanted("-from:ada -tea")).toBe(false);
  expect(hasWanted("   ")).toBe(false);
  expect(hasWanted("from:ada")).toBe(true);
  expect(wordsOf('from:ada pool -tea "idle clients"')).toBe("pool idle clients");
});
