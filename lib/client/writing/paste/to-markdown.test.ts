import type { ElementContent, Root } from "hast";
import { expect, test } from "vitest";
import { toMarkdown } from "./to-markdown";

/** An element of a pasted page; strings are text nodes. */
const h = (
  tagName: string,
  properties: Record<string, string | string[]>,
  ...children: (ElementContent | string)[]
): ElementContent => ({
  type: "element",
  tagName,
  properties,
  children: children.map((child) => (typeof child === "string" ? { type: "text", value: child } : child)),
});
const comment = (value: string): ElementContent => ({ type: "comment", value });
const page = (...children: ElementContent[]): Root => ({ type: "root", children });

test.each<[string, ElementContent, string]>([
  [
    "bold and thin",
    h("p", {}, h("b", {}, "a"), " ", h("em", {}, "b"), " ", h("del", {}, "c")),
    "**a** _b_ ~~c~~",
  ],
  ["a line break", h("p", {}, "a", h("br", {}), "b"), "a\nb"],
  ["a nested list", h("ul", {}, h("li", {}, "a", h("ol", {}, h("li", {}, "b")))), "- a\n  1. b"],
  [
    "tasks",
    h("ul", {}, h("li", {}, h("input", { type: "checkbox", checked: "checked" }), " done")),
    "- [x] done",
  ],
  [
    "a table",
    h(
      "table",
      {},
      h("tr", {}, h("th", { align: "right" }, "a"), h("th", {}, "b")),
      h("tr", {}, h("td", {}, "1"), h("td", {}, h("b", {}, "x|y"), h("br", {}), "z")),
    ),
    "| a | b |\n| -: | - |\n| 1 | **x\\|y** z |",
  ],
  ["code", h("pre", {}, h("code", { className: ["language-js"] }, "let a;\n")), "```js\nlet a;\n```"],
  ["a quote", h("blockquote", {}, h("p", {}, "said")), "> said"],
  [
    "a bare address",
    h("a", { href: "https://a.example/b_c" }, "https://a.example/b_c"),
    "https://a.example/b_c",
  ],
  ["a link", h("a", { href: "https://a.example" }, "here"), "[here](https://a.example)"],
  [
    "what would mean something",
    h("p", {}, "2 * 3 * 4 and ada@example.org"),
    "2 \\* 3 \\* 4 and ada@example.org",
  ],
  [
    "comments, as browsers put around what is copied",
    h(
      "p",
      {},
      comment("StartFragment"),
      "a",
      comment("[if !supportLists]"),
      h("b", {}, "b"),
      comment("EndFragment"),
    ),
    "a**b**",
  ],
  ["nothing but comments", h("div", {}, comment("StartFragment"), comment("EndFragment")), ""],
  ["nothing", h("script", {}, "alert(1)"), ""],
])("%s", (_, element, expected) => {
  expect(toMarkdown(page(element))).toBe(expected);
});
