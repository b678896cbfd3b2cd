import { expect, test } from "vitest";
import { excerptOf, type Piece } from "./excerpt";
import { markName } from "./mark-names";

/** The pieces as one text, with hits in brackets. */
const shown = (pieces: readonly Piece[]) =>
  pieces.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join("");

/** An excerpt with every occurrence of a word in the source highlighted. */
function marked(source: string, word: string): string {
  const characters = [...source];
  const wanted = [...word];
  const highlights = characters.flatMap((_, at): [number, number][] =>
    characters.slice(at, at + wanted.length).join("") === word ? [[at, at + wanted.length]] : [],
  );
  return shown(excerptOf(source, highlights));
}

test.each([
  ["plain words", "the pool is full", "pool", "the [pool] is full"],
  ["strong words", "**The pool** is *full*", "pool", "The [pool] is full"],
  ["a word that is partly strong", "po**ol**s", "po**ol", "[pool]s"],
  ["an address, which is not shown", "[the docs](https://pool.example) pool", "pool", "the docs [pool]"],
  ["a code block with a language", "```pool\nlet pool\n```", "pool", "let [pool]"],
  ["an escaped sign", "1\\*2 pool", "pool", "1*2 [pool]"],
  ["an entity", "a &amp; pool", "pool", "a & [pool]"],
  ["a spoiler, which stays hidden", "||pool|| and pool", "pool", "… and [pool]"],
  ["emoji before it", "👍🏽👨‍👩‍👧 пул", "пул", "👍🏽👨‍👩‍👧 [пул]"],
  ["Chinese", "我们打开连接池了", "连接", "我们打开[连接]池了"],
  ["a list", "- one\n- pool two", "pool", "one [pool] two"],
  ["a table", "|a|b|\n|-|-|\n|pool|c|", "pool", "a b [pool] c"],
  ["a mention", "@ada pool", "ada", "@[ada] pool"],
  ["a bare address", "see https://pool.example/a_b.", "pool", "see https://[pool].example/a_b."],
])("the right words are marked beside %s", (_, source, word, expected) => {
  expect(marked(source, word)).toBe(expected);
});

test("a long message is cut around its hits, between words", () => {
  const text = marked(`${"word ".repeat(200)}the pool and the pool ${"more ".repeat(200)}`, "pool");
  expect(text).toMatch(/^…word .*the \[pool\] and the \[pool\] more .*more…$/);
  expect(text.length).toBeLessThan(280);
});

test("a message without hits is shown from its beginning", () => {
  expect(shown(excerptOf("# Plan\n\nbuy milk", []))).toBe("Plan buy milk");
});

test("ranges that do not fit a changed text are left out", () => {
  expect(shown(excerptOf("short", [[3, 90]]))).toBe("short");
});

test.each([
  ["Анна Ковалёва", "ковалева", "Анна [Ковалёва]"],
  ["pg18-Pool-sizing.pdf", "pool siz", "pg18-[Pool]-[siz]ing.pdf"],
  ["Straße 4", "strasse", "[Straße] 4"],
  ["𝐏ool party", "pool", "[𝐏ool] party"],
  ["platform", "tea", "platform"],
])("in the name %s the words %s are marked", (name, words, expected) => {
  expect(shown(markName(name, words))).toBe(expected);
});

test("a mention with a person's name is marked whole where its username was found", () => {
  const write = (mention: string) => mention.replace("@ada", "@Ada Lovelace");
  const pieces = excerptOf(
    "hi @ada. ada",
    [
      [4, 7],
      [9, 12],
    ],
    write,
  );
  expect(shown(pieces)).toBe("hi [@Ada Lovelace.] [ada]");
});
