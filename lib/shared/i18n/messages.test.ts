import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import en from "./en.json";
import ru from "./ru.json";

type Tree = { [key: string]: string | Tree };

/** All texts by their keys. */
function textsOf(tree: Tree, path = ""): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(tree).map(([key, value]) =>
      typeof value === "string" ? { [`${path}${key}`]: value } : textsOf(value, `${path}${key}.`),
    ),
  );
}

const EN = textsOf(en);
const RU = textsOf(ru);

/** Names that are filled in. A form of a plural, such as `one {File}`, is none. */
function slotsOf(words: string): string[] {
  const slots = [...words.matchAll(/(?<!\b(?:zero|one|two|few|many|other|=\d+) )\{(\w+)[,}]|<(\w+)>/g)];
  return [...new Set(slots.map(([, name, tag]) => name ?? tag ?? ""))].sort();
}

const mapped = (texts: Record<string, string>, to: (words: string) => unknown) =>
  Object.fromEntries(Object.entries(texts).map(([key, words]) => [key, to(words)]));

/** The forms of each plural of a text: `one`, `other`. Skips the texts of the forms. */
function pluralsOf(words: string): string[][] {
  const found: string[][] = [];
  for (const { index, 0: start } of words.matchAll(/\{\w+, plural,/g)) {
    const forms: string[] = [];
    let depth = 1;
    let outside = "";
    for (const sign of words.slice(index + start.length)) {
      if (sign === "{" && depth++ === 1) forms.push(outside.trim());
      if (sign === "}" && --depth === 0) break;
      outside = depth === 1 && sign !== "}" ? outside + sign : "";
    }
    found.push(forms.filter((form) => !form.startsWith("=")));
  }
  return found;
}

/** Values for all slots: a number, and for a tag its own content. */
function valuesOf(words: string) {
  const valueFor = (slot: string) => (words.includes(`<${slot}>`) ? (content: string) => content : 5);
  return Object.fromEntries(slotsOf(words).map((slot) => [slot, valueFor(slot)]));
}

test("both languages say the same things and fill in the same names", () => {
  expect(mapped(RU, slotsOf)).toEqual(mapped(EN, slotsOf));
});

test.each([
  ["en", en, EN],
  ["ru", ru, RU],
] as const)("every text of %s can be formatted", (locale, messages, texts) => {
  const failures: string[] = [];
  const t = createTranslator({ locale, messages, onError: ({ message }) => failures.push(message) });
  for (const [key, words] of Object.entries(texts)) t.markup(key as never, valuesOf(words) as never);
  expect(failures).toEqual([]);
});

test.each([
  ["English", EN, ["one", "other"]],
  ["Russian", RU, ["one", "few", "many", "other"]],
] as const)("every plural in %s has all its forms, or a single one", (_, texts, forms) => {
  const wrong = Object.entries(texts).filter(([, words]) =>
    pluralsOf(words).some((found) => found.join() !== "other" && found.join() !== forms.join()),
  );
  expect(wrong).toEqual([]);
});
