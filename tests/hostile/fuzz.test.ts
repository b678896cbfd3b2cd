import fc from "fast-check";
import { expect, test } from "vitest";
import { toMarkdown } from "@/lib/client/writing/paste/to-markdown";
import { ADDRESSES } from "./addresses";
import { harmIn } from "./allowed";
import { WAYS, wholeOf } from "./drawing";

/** FUZZ=1000000 npx vitest run tests/hostile/fuzz.test.ts */
const RUNS = Number(process.env.FUZZ ?? 1_000);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
console.info(`hostile messages: SEED=${SEED}`);

const SIGNS = [
  ..."*_~`[]()|<>&\\!$#@:/.-+=\"'{}%;^ \t\n\r",
  "\n\n",
  "    ",
  "\0",
  "\u202E",
  "\u2067",
  "\u200B",
  "\uD800",
  "\u0301",
];
const PIECES = [
  "**",
  "~~",
  "||",
  "$$",
  "```",
  "```html\n",
  "> ",
  "- ",
  "- [x] ",
  "1. ",
  "# ",
  "|a|b|\n|-|-|\n",
  "[^a]",
  "[^a]: ",
  "[a]: ",
  "](",
  "![",
  "<script>",
  "</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=",
  "<!--",
  "-->",
  "<![CDATA[",
  '<a href="',
  "&lt;",
  "&#x3C;",
  "&colon;",
  "&Tab;",
  "javascript:",
  "data:text/html,",
  "https://",
  "http://",
  "www.",
  "mailto:",
  "a@b.c",
  "@ada",
  "#room",
  "/rooms/a",
  "?message=1",
  "onclick=alert(1)",
  "style=x",
  " id=__next",
  "\\href{",
  "\\def\\a{\\a\\a}",
  "x^{",
  "👩‍👩‍👧",
  "👍🏽",
  "аррle.com",
  "bank.example",
  "@evil.example",
];

const part = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...SIGNS) },
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 2, arbitrary: fc.constantFrom(...ADDRESSES.filter(({ length }) => length < 100)) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
);

/** Fragments in a row and in one another. */
const { text } = fc.letrec<{ text: string; wrapped: string }>((tie) => ({
  wrapped: fc
    .tuple(
      fc.constantFrom(
        ["**", "**"],
        ["[", "](https://a.example)"],
        ["[a](", ")"],
        ["<", ">"],
        ["`", "`"],
        ["> ", "\n"],
        ["||", "||"],
        ["$$", "$$"],
        ["- ", "\n"],
        ["|", "|\n|-|\n"],
      ),
      tie("text"),
    )
    .map(([[before, after], inner]) => `${before}${inner}${after}`),
  text: fc
    .array(fc.oneof({ depthSize: "small" }, part, tie("wrapped")), { maxLength: 14 })
    .map((parts) => parts.join("")),
}));

const check = (property: fc.IProperty<never> | fc.IRawProperty<unknown>, numRuns: number) =>
  fc.assert(property as fc.IProperty<unknown>, { numRuns, seed: SEED });

test(`S31, S35: ${RUNS} messages by chance are drawn and inert`, { timeout: 60_000 + RUNS * 50 }, () => {
  const ways = Object.values(WAYS);
  let turn = 0;
  check(
    fc.property(text, (message) => {
      // Opened whole each time, and by the other ways in turn.
      expect(harmIn(wholeOf(message))).toEqual([]);
      expect(harmIn(ways[turn++ % ways.length]?.(message) ?? "")).toEqual([]);
    }),
    RUNS,
  );
});

type Html =
  | { type: "element"; tagName: string; properties: Record<string, string>; children: Html[] }
  | { type: "text"; value: string };

const attribute = fc.constantFrom(
  "href",
  "src",
  "onclick",
  "style",
  "id",
  "title",
  "alt",
  "className",
  "start",
  "srcdoc",
);
const { page } = fc.letrec<{ page: Html; node: Html }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    part.map((value) => ({ type: "text" as const, value })),
    tie("page"),
  ) as fc.Arbitrary<Html>,
  page: fc.record({
    type: fc.constant("element" as const),
    tagName: fc.constantFrom(
      ..."p div a img b em del s code pre ul ol li input table tr th td blockquote h1 script style iframe svg math form br hr base video textarea select q".split(
        " ",
      ),
    ),
    properties: fc.dictionary(attribute, part, { maxKeys: 3 }),
    children: fc.array(tie("node"), { maxLength: 4 }),
  }) as fc.Arbitrary<Html>,
}));

/** Cells outside a table and the like, which a browser would not have read, cannot be written: their text is pasted then. */
function markdownOf(pasted: Html): string {
  try {
    return toMarkdown({ type: "root", children: [pasted] } as Parameters<typeof toMarkdown>[0]);
  } catch {
    return "";
  }
}

test(`S31, S35: ${RUNS} pages by chance are inert once they are pasted`, {
  timeout: 60_000 + RUNS * 50,
}, () => {
  check(
    fc.property(page, (pasted) => {
      const markdown = markdownOf(pasted);
      expect(harmIn(wholeOf(markdown))).toEqual([]);
    }),
    RUNS,
  );
});
