import { describe, expect, test } from "vitest";
import { PRETENDING } from "./addresses";
import { harmIn } from "./allowed";
import { HOSTILE } from "./corpus";
import { WAYS, wholeOf } from "./drawing";
import { elementsIn, readMarkup, wordsIn } from "./markup";

const ALL = Object.values(HOSTILE).flat();
const label = (text: string) =>
  JSON.stringify(text.length > 100 ? `${text.slice(0, 60)}… (${text.length})` : text);

describe.each(Object.entries(HOSTILE))("S31, S35: hostile messages, %s:", (_, texts) => {
  test.each(Object.entries(WAYS))("%s they are drawn and inert", (_, draw) => {
    for (const text of texts) expect(harmIn(draw(text)), label(text)).toEqual([]);
  });
});

/** Elements per character, and those that a message costs however short it is. */
const MOST_ELEMENTS = 8_000;
const deepest = (root: ReturnType<typeof readMarkup>): number => {
  let [level, depth] = [[root], 0];
  for (; level.length > 0; depth++)
    level = level.flatMap(({ children }) => children.filter((child) => typeof child !== "string"));
  return depth;
};

describe("S34: the cost of a message", () => {
  test("is bounded in elements, in their depth and in the length of their markup", () => {
    for (const text of ALL) {
      const html = wholeOf(text);
      const root = readMarkup(html);
      const elements = elementsIn(root).length;
      expect(elements, label(text)).toBeLessThan(Math.min(MOST_ELEMENTS, 20 + 8 * text.length));
      expect(deepest(root), label(text)).toBeLessThan(130);
      expect(html.length, label(text)).toBeLessThan(2_000 + 40 * text.length);
    }
  });
});

test("the corpus has some hundreds of messages", () => {
  expect(new Set(ALL).size).toBeGreaterThan(700);
});

describe("S31: nothing is lost", () => {
  test("HTML in a text is shown as typed", () => {
    for (const text of HOSTILE.elements.filter((each) => !each.includes("\0")))
      expect(wordsIn(readMarkup(wholeOf(text)))).toBe(text);
  });
});

describe("S36: a link", () => {
  test.each(PRETENDING)("to %j shows its target, without lookalike letters", (address) => {
    for (const text of [`[bank.example](${address})`, `<${address}>`]) {
      const root = readMarkup(wholeOf(text));
      const links = elementsIn(root).filter(({ tag }) => tag === "a");
      for (const link of links) {
        const { host } = new URL(link.attributes.get("href") ?? "");
        expect(host).toMatch(/^[\x21-\x7E]+$/);
        if (host !== "bank.example") expect(wordsIn(root)).toContain(host);
      }
    }
  });
});
