import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Results } from "@/lib/client/search/result-loader";
import en from "@/lib/shared/i18n/en.json";
import ru from "@/lib/shared/i18n/ru.json";
import { Marked } from "./marked";
import { OtherQuery, ResultStatus } from "./result-status";

const ANSWERED: Results<unknown> = {
  path: "/a",
  shownPath: "/a",
  items: [],
  cursor: null,
  total: 0,
  isPartial: false,
  suggestion: null,
  searchedFor: null,
  state: "whole",
  failure: null,
};

/** The words around the results, without their elements. */
function wordsOf(
  part: Partial<Results<unknown>>,
  asked = "pool",
  locale: "en" | "ru" = "en",
  hasOthers = false,
): string {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={locale === "en" ? en : ru} timeZone="UTC">
      <OtherQuery results={{ ...ANSWERED, ...part }} onAsk={() => {}} />
      <ResultStatus
        asked={asked}
        results={{ ...ANSWERED, ...part }}
        hasOthers={hasOthers}
        onAsk={() => {}}
        onAgain={() => {}}
      />
    </NextIntlClientProvider>,
  );
  return html.replace(/<[^>]+>/g, " ");
}

test.each([
  ["nothing found, and what to try", {}, /No results for “pool”.*Try fewer/],
  ["a spelling that finds something", { suggestion: "pools" }, /Did you mean\s+pools/],
  ["the other keyboard layout", { searchedFor: "пул", items: [1] }, /Showing results for “пул”/],
  ["a search that took too long", { isPartial: true, items: [1] }, /narrow it down/],
  ["no connection", { state: "failed", failure: { kind: "offline" } }, /No connection.*Try again/],
  [
    "too many searches",
    { state: "failed", failure: { kind: "limited", retryAfterMs: 2_400 } },
    /starts in 3 s/,
  ],
  [
    "a refusal in the server's words",
    { state: "failed", failure: { kind: "refused", detail: "At most 32." } },
    /At most 32/,
  ],
  ["a search under way", { state: "loading", shownPath: null }, /Searching…/],
  ["only what is left out", { path: null, shownPath: null, state: "idle" }, /Add a word or filter/],
] as const)("it says in words: %s", (_, part, words) => {
  expect(wordsOf(part as Partial<Results<unknown>>)).toMatch(words);
});

test("it says what can be searched before anything is typed, in both languages", () => {
  expect(wordsOf({ path: null, shownPath: null, state: "idle" }, "")).toContain("Search all your rooms");
  expect(wordsOf({ path: null, shownPath: null, state: "idle" }, "", "ru")).toContain("Поиск по всем");
  expect(wordsOf({}, "пул", "ru")).toContain("По запросу «пул» ничего не нашлось");
});

test("a person or a file that was found is not called nothing", () => {
  expect(wordsOf({}, "anna", "en", true)).toMatch(/No messages match “anna”\.\s*$/);
});

test("results need no words", () => {
  expect(wordsOf({ items: [1] }).trim()).toBe("");
});

test("marks never become markup of what was said", () => {
  const html = renderToStaticMarkup(
    <Marked
      pieces={[
        { text: "<b>a</b> ", isHit: false },
        { text: "<i>", isHit: true },
      ]}
    />,
  );
  expect(html).toMatch(/^&lt;b&gt;a&lt;\/b&gt; <mark[^>]*>&lt;i&gt;<\/mark>$/);
});
