import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { formulaOf } from "@/components/message/text/formula-to-mathml";
import { LANGUAGES } from "@/components/message/text/grammars";
import { harmIn } from "./allowed";
import { filled, nested } from "./corpus";
import { coloured } from "./drawing";

const CODE = [
  "<script>",
  "<style>",
  "[a](",
  "**[a](",
  "`${",
  '"${',
  '"$(',
  "/*",
  "{",
  "(",
  "<a ",
  "${",
  "fn(",
  "a ",
  "_",
  "#{",
  "'''",
  "<?php ",
];

describe("S34, S35: code in colours", () => {
  test.each(LANGUAGES)("in %s: whatever it is, it is drawn, and inert", async (language) => {
    expect(await coloured("a = 1 -- 2 // 3", language)).toContain("1");
    for (const part of CODE) expect(harmIn(await coloured(filled(part, 800), language))).toEqual([]);
  });

  test("by any of its names, in any case, code is told apart", async () => {
    for (const called of ["ts", "TypeScript", "HTML", "c++", "yml", "Docker"]) {
      expect(await coloured('FROM "a" <b> int: 1 // 2 # 3', called)).toContain('<span class="hljs-');
    }
  });

  test.each([
    ["xml", filled("<script>", 4_000)],
    ["markdown", filled("[a](", 4_000)],
    ["kotlin", filled('"${', 4_000)],
    ["js", filled("let a;", 5_000)],
    ["constructor", "let a"],
    ["__proto__", "let a"],
  ])("that would cost too much, or is in no language (%s), is plain", async (language, code) => {
    expect(await coloured(code, language)).not.toContain("<span");
  });
});

/** The little of a page that KaTeX writes to. */
class Place {
  attributes: Record<string, string> = {};
  children: (Place | string)[] = [];
  style = {};
  className = "";
  textContent = "";
  constructor(readonly tag: string) {}
  appendChild(child: Place | string) {
    this.children.push(child);
  }
  setAttribute(name: string, value: string) {
    this.attributes[name] = value;
  }
}

beforeEach(() =>
  vi.stubGlobal("document", {
    createElement: (tag: string) => new Place(tag),
    createElementNS: (_: string, tag: string) => new Place(tag),
    createTextNode: (text: string) => text,
    createDocumentFragment: () => new Place(""),
  }),
);
afterEach(() => void vi.unstubAllGlobals());

const drawn = (source: string) => formulaOf(source, true) as unknown as Place | null;
const all = (place: Place): Place[] => [
  place,
  ...place.children.flatMap((child) => (typeof child === "string" ? [] : all(child))),
];

const MATHML = new Set(
  "span math semantics annotation mrow mi mo mn ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mstyle mpadded mphantom menclose mglyph mlabeledtr".split(
    " ",
  ),
);

describe("S31, S34, S35: a formula", () => {
  test.each([
    "\\href{javascript:alert(1)}{x}",
    "\\url{javascript:alert(1)}",
    "\\htmlId{__next}{x}",
    "\\htmlData{x=y}{z}",
    "\\htmlClass{x}{y}",
    "\\htmlStyle{position:fixed}{x}",
    "\\includegraphics{https://evil.example/a.png}",
    "\\text{<img src=x onerror=alert(1)>}",
    "\\foo<script>",
    "\\def\\a{\\a\\a}\\a",
    "\\newcommand{\\constructor}{x}\\constructor",
    "\\color{red;background:url(x)}x",
    "\\rule{999em}{999em}",
    "</math><script>",
    "\\verb|<b>|",
    "\\begin{array}{c}\\end",
    '\\char"3c',
    "\u202E\uD800\0",
    "x^",
    filled("_", 2_000),
    filled("'", 2_000),
  ])("%j is inert", (source) => {
    const element = drawn(source);
    if (!element) throw new Error("is not drawn");
    for (const { tag, attributes } of all(element)) {
      expect(MATHML).toContain(tag);
      for (const [name, value] of Object.entries(attributes)) {
        expect(name).not.toMatch(/^(?:on|id$|name$|href|xlink|src|data)/i);
        if (name === "class") expect(value).not.toContain("x y");
      }
    }
    expect(JSON.stringify(element)).not.toContain("\u202E");
  });

  test.each([
    ["powers", nested("x^{", "}", 400)],
    ["fractions", nested("\\frac{1}{", "}", 180)],
    ["lines", nested("\\substack{", "}", 180)],
    ["more than is allowed", filled("x", 2_001)],
  ])("of %s without end is left as it was typed, and throws nothing", (_, source) => {
    expect(drawn(source)).toBeNull();
  });

  test("that exhausts its reader's stack throws nothing, at whatever depth that is", () => {
    expect(() => drawn(filled("{", 2_000))).not.toThrow();
  });
});
