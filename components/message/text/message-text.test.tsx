import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, test } from "vitest";
import { AutosizedTextarea } from "@/components/ui/fields/autosized-textarea";
import { loadParser } from "@/lib/client/text/markdown-parser";
import en from "@/lib/shared/i18n/en.json";
import { LIMITS } from "@/lib/shared/limits";
import DrawnFormula from "./drawn-formula";
import { MessageText } from "./message-text";

beforeAll(loadParser);

const render = (text: string) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <MessageText text={text} />
    </NextIntlClientProvider>,
  );

/** The words of a rendered message without its elements. */
const words = (text: string) => render(text).replace(/<[^>]+>/g, "");

describe("a message", () => {
  test.each([
    ["**bold** and *thin*", "<strong>bold</strong> and <em>thin</em>"],
    ["~~gone~~", "<del>gone</del>"],
    ["one\ntwo", "one\ntwo"],
    ["- [x] done", 'type="checkbox"'],
    ["|a|b|\n|-|-:|\n|1|2|", "<table"],
    ["> said", "<blockquote"],
    ["1. one", "<ol"],
    ["409. a long number", "list-decimal pl-4"],
    ["# head", "head"],
    ["`code`", "<code"],
    ["```js\nlet a\n```", "let a"],
    ["https://example.org", 'href="https://example.org/"'],
    ["[#Big Plans](/rooms/Big%20Plans)", 'href="/rooms/Big%20Plans"'],
    ["[a](https://example.org)", 'rel="noopener noreferrer nofollow"'],
    ["hi @ada", "@ada</bdi>"],
    ["||the butler||", 'role="button"'],
    ["$$x^2$$", "x^2"],
    ["see[^1]\n\n[^1]: there", "see[^1]"],
  ])("%j has %s", (text, part) => {
    expect(render(text)).toContain(part);
  });

  test("in plain words is what was typed", () => {
    for (const text of ["5 * 3 = 15", "it costs $5 and $10", "a < b & c > d", "C:\\dir", "snake_case_name"])
      expect(words(text)).toBe(text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
  });

  test("of emoji alone is large", () => {
    expect(render("🎉👍🏽")).toContain("text-display");
    expect(render("🎉 ok")).not.toContain("text-display");
  });
});

describe("C27: direction", () => {
  const PLAINTEXT = "[unicode-bidi:plaintext]";
  /** The opening tag that comes last before some words. */
  const around = (text: string, words: string) =>
    [
      ...render(text)
        .split(`>${words}`)[0]!
        .concat(">")
        .matchAll(/<(?!\/)[^>]+>/g),
    ].at(-1)?.[0] ?? "";

  test.each([
    ["a paragraph", "hello\nשלום עולם", "hello"],
    ["a heading", "# שלום", "שלום"],
    ["an item", "- שלום\n- hello", "שלום"],
    ["an item of a loose list", "- שלום\n\n- hello", "שלום"],
    ["a task", "- [ ] שלום", "שלום"],
    ["a quote", "> שלום\n> hello", "שלום"],
    ["words without formatting", "hello שלום", "hello"],
  ])("each line of %s goes by its own words", (_, text, words) => {
    expect(around(text, words)).toContain(PLAINTEXT);
  });

  test.each([
    ["a name", "שלום @ada!", "@ada", /^<bdi/],
    ["a link", "שלום [this](https://a.example)!", "this", /^<a dir="auto"/],
    ["a room", "שלום [#plans](/rooms/plans)!", "#plans", /dir="auto"|<bdi/],
    ["code", "שלום `a.b()`!", "a.b()", /^<code dir="auto"/],
    ["a cell", "|a|\n|-|\n|שלום|", "שלום", /^<td dir="auto"/],
    ["the head of a column", "|שלום|\n|-|\n|a|", "שלום", /^<th scope="col" dir="auto"/],
  ])("%s is isolated from the words around it", (_, text, words, tag) => {
    expect(around(text, words)).toMatch(tag);
  });

  test("a block of code goes from left to right", () => {
    expect(render("```\nשלום = 1\n```")).toContain('<pre tabindex="0" dir="ltr"');
  });

  test("the text box goes by the words of each line", () => {
    const box = renderToStaticMarkup(
      <AutosizedTextarea ref={{ current: null }} value="" onChange={() => {}} />,
    );
    expect(box).toContain('dir="auto"');
  });
});

test.each([true, false])(
  "C26: a formula wider than the room scrolls by itself (in lines of its own: %s)",
  (isBlock) => {
    const html = renderToStaticMarkup(<DrawnFormula source="x" isBlock={isBlock} />);
    for (const name of ["max-w-full", "overflow-x-auto", isBlock ? "block" : "inline-block"])
      expect(html.match(/class="([^"]*)"/)?.[1]?.split(" ")).toContain(name);
  },
);

const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<a href='javascript:alert(1)'>x</a>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "[x](vbscript:msgbox(1))",
  "![x](javascript:alert(1))",
  "![x](https://evil.example/track.gif)",
  "<javascript:alert(1)>",
  "[x]: javascript:alert(1)\n\n[x]",
  '[x](https://a.example "onmouseover=alert(1)")',
  "`<script>`",
  "```html\n<script>alert(1)</script>\n```",
  "<style>*{display:none}</style>",
  "<form action=https://evil.example><input name=password></form>",
  '<div id="__next" name="cookie">x</div>',
  "<base href=https://evil.example>",
  "<meta http-equiv=refresh content=0>",
  "$$\\href{javascript:alert(1)}{x}$$",
  "$$\\htmlData{x=y}{z}$$",
  "[a](<javascript:alert(1)>)",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#x3C;script&#x3E;",
  "[\u202Emoc.knab](https://evil.example)",
  "@<script>",
  "||<img src=x onerror=alert(1)>||",
  "| <script> |\n|-|\n| <img onerror=1> |",
];

describe("S31: a hostile message", () => {
  test.each(HOSTILE)("%j is inert", (text) => {
    const html = render(text);
    const tags = [...html.matchAll(/<([a-z]+)((?:\s[^<>]*)?)\/?>/g)];
    for (const [, tag = "", attributes = ""] of tags) {
      expect(ALLOWED).toContain(tag);
      expect(attributes).not.toMatch(/\s(?:on\w+|style|id|name|src|srcdoc|action)=/i);
      expect(attributes).not.toMatch(/href="(?!https?:|mailto:)/i);
    }
    expect(html).not.toMatch(/<script|<img|<iframe|<form|<style|<base|<meta/i);
    expect(html).not.toContain("\u202E");
  });
});

const ALLOWED =
  "div p strong em del code pre ul ol li input blockquote hr br a bdi span button table thead tbody tr th td svg path rect".split(
    " ",
  );

/** A text of the maximum length, made of a repeated part. */
const filled = (part: string) =>
  part.repeat(Math.ceil(LIMITS.messageLength / part.length)).slice(0, LIMITS.messageLength);

describe("S34, S35: a pathological message", () => {
  test.each([
    "*[[(",
    ">",
    "> ",
    "- ",
    "[",
    "](",
    "![[",
    "`a``b",
    "|a|\n|-|\n",
    "[a]: b\n",
    "[^a]: b\n",
    "~~a~",
    "@a ",
    "||a",
    "$$a",
    "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
    "\u200B",
    "\u202E",
    "www.",
    "a@b.c ",
    "http://((",
    "&amp;",
    "<a ",
    "#\n",
    "\n",
    "1. ",
    "_a ",
    "👩‍👩‍👧‍👦",
  ])("of %j twenty thousand characters long is drawn", (part) => {
    expect(render(filled(part)).length).toBeGreaterThan(0);
  });
});
