import { beforeAll, describe, expect, test } from "vitest";
import { loadParser } from "@/lib/client/text/markdown-parser";
import { type Change, changed, type Field } from "./change";
import { continueLine } from "./continue-line";
import { FORMATS } from "./formats";
import { linkTo } from "./link";

beforeAll(loadParser);

/** A text area as drawn: `‹` and `›` around the selection, `|` for a caret. */
function box(drawn: string): Field {
  const start = drawn.search(/[‹|]/);
  const end = drawn.includes("›") ? drawn.indexOf("›") - 1 : start;
  return { text: drawn.replace(/[‹›|]/g, ""), start, end };
}

function draw({ text, start, end }: Field): string {
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`;
  return `${text.slice(0, start)}‹${text.slice(start, end)}›${text.slice(end)}`;
}

const made = (drawn: string, change: (field: Field) => Change | null) => {
  const field = box(drawn);
  const done = change(field);
  return done && draw(changed(field, done));
};

describe("a format", () => {
  test.each([
    ["bold", "a ‹word› here", "a **‹word›** here"],
    ["bold", "a **‹word›** here", "a ‹word› here"],
    ["bold", "a ‹**word**› here", "a ‹word› here"],
    ["bold", "a ‹ word › here", "a  **‹word›**  here"],
    ["bold", "the wo|rd", "the **wo|rd**"],
    ["bold", "the **wo|rd**", "the wo|rd"],
    ["bold", "the |", "the **|**"],
    ["bold", "the **|**", "the |"],
    ["bold", "the **word|**", "the **word**|"],
    ["bold", "‹one\n\n- two›", "‹**one**\n\n- **two**›"],
    ["bold", "‹**one**\n\n- **two**›", "‹one\n\n- two›"],
    ["italic", "**‹word›**", "**_‹word›_**"],
    ["strike", "‹word›", "~~‹word›~~"],
    ["code", "‹ls -l›", "`‹ls -l›`"],
    ["code", "‹a`b›", "`` ‹a`b› ``"],
    ["code", "‹one\ntwo›", "```\n‹one\ntwo›\n```"],
    ["codeBlock", "run ‹ls›", "```\n‹run ls›\n```"],
    ["codeBlock", "|", "```\n|\n```"],
    ["codeBlock", "```\n‹run ls›\n```", "‹run ls›"],
    ["codeBlock", "a\n```js\n‹run ls›\n```\nb", "a\n‹run ls›\nb"],
    ["quote", "one|", "> one|"],
    ["quote", "‹one\ntwo›", "‹> one\n> two›"],
    ["quote", "‹> one\n> two›", "‹one\ntwo›"],
    ["bullets", "a\n‹one\n\ntwo›", "a\n‹- one\n\n- two›"],
    ["bullets", "‹1. one\n2. two›", "‹- one\n- two›"],
    ["bullets", "- one|", "one|"],
    ["numbers", "‹- one\ntwo›", "‹1. one\n2. two›"],
    ["link", "see ‹here›", "see [here](‹url›)"],
    ["link", "‹https://example.org/a(b)›", "[|](https://example.org/a%28b%29)"],
  ] as const)("%s makes %j into %j", (format, before, expected) => {
    expect(made(before, FORMATS[format])).toBe(expected);
  });

  test("a spoiler stands between two bars, and comes out of them again", () => {
    const field = { text: "he dies", start: 3, end: 7 };
    const hidden = changed(field, FORMATS.spoiler(field));
    expect(hidden).toEqual({ text: "he ||dies||", start: 5, end: 9 });
    expect(changed(hidden, FORMATS.spoiler(hidden))).toEqual(field);
  });
});

describe("a line break", () => {
  test.each([
    ["- one|", "- one\n- |"],
    ["* one| two", "* one\n* | two"],
    ["  - one|", "  - one\n  - |"],
    ["9. nine|", "9. nine\n10. |"],
    ["1) one|", "1) one\n2) |"],
    ["- [x] done|", "- [x] done\n- [ ] |"],
    ["> said|", "> said\n> |"],
    ["> - said|", "> - said\n> - |"],
    ["one\n- |", "one\n|"],
    ["one\n> |", "one\n|"],
    ["one\n- [ ] |\ntwo", "one\n|\ntwo"],
  ])("goes on with %j as %j", (before, expected) => {
    expect(made(before, continueLine)).toBe(expected);
  });

  test.each(["plain|", "-|", "-x|", "```\n- one|", "~~~js\n> said|", "|- one"])(
    "is only that in %j",
    (before) => {
      expect(made(before, continueLine)).toBeNull();
    },
  );

  test("goes on with a list behind a block of code that is closed", () => {
    expect(made("```\nx\n```\n- one|", continueLine)).toBe("```\nx\n```\n- one\n- |");
  });
});

describe("an address that is pasted over a text", () => {
  test.each([
    ["see ‹the page›", "https://example.org/a?b=(c)", "see [the page](https://example.org/a?b=%28c%29)|"],
    ["‹mail me ›", "mailto:ada@example.org", "[mail me](mailto:ada@example.org)| "],
  ])("makes %j a link", (before, address, expected) => {
    expect(made(before, (field) => linkTo(address, field))).toBe(expected);
  });

  test.each([
    ["no text |", "https://example.org"],
    ["‹one\ntwo›", "https://example.org"],
    ["‹https://a.example›", "https://example.org"],
    ["‹text›", "not an address"],
    ["‹text›", "javascript:alert(1)"],
    ["‹text›", "https://one.example https://two.example"],
  ])("is pasted as it is over %j: %j", (before, address) => {
    expect(made(before, (field) => linkTo(address, field))).toBeNull();
  });
});
