// Texts that could take a parser of Markdown long: a grammar of shapes, each repeated and nested by chance.

const any = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)] as T;
const upTo = (most: number) => 1 + Math.floor(Math.random() * most);
const some = (most: number, make: () => string) => Array.from({ length: upTo(most) }, make).join("");
const maybe = (chance: number, text: string) => (Math.random() < chance ? text : "");

const LETTERS = ["a", "b c ", "é", "字", "さん", "ё", "1", "x_y", "ß", " ", "אב", "ी"];
const MARKS = ["*", "**", "***", "_", "__", "~~", "~", "||", "|", "`", "$$"];
const CJK = ["「", "」", "。", "、", "（", "）", "！", "字", "한", "**", "*", "~~", "_"];
const CONTAINERS = ["> ", ">", "- ", "+ ", "* ", "1. ", "12) ", "- [ ] ", "   ", "\t", "    "];
const BLOCKS = [
  "# ",
  "## ",
  "---\n",
  "===\n",
  "```\n",
  "~~~\n",
  "    ",
  "$$\n",
  "<div>\n",
  "<!--",
  "| a |\n|-|\n",
  "\n",
];
const HOSTS = ["a.b", "www.a.b", "xn--a.b", "a_b.c", "[::1]", "a.b:80", `${"a.".repeat(30)}b`];

const letters = () => any(LETTERS);
const inline = (): string => any(SHAPES)();

/** Each gives one unit; the search repeats it up to the longest message. */
const SHAPES: readonly (() => string)[] = [
  // Quotes and lists, in staircases up and down, with lines that lazily go on.
  () => `${some(8, () => any(CONTAINERS))}${letters()}${maybe(0.7, "\n")}`,
  () => {
    const depth = upTo(11);
    return Array.from({ length: depth }, (_, i) => `${any(["  ", "> ", "- "]).repeat(i)}- a\n`).join("");
  },
  () =>
    `${some(6, () => any(["> ", "- ", "1. "]))}${some(3, () => any(BLOCKS))}${letters()}\n${maybe(0.5, `${letters()}\n`)}`,
  // Emphasis: runs, pairs that do not meet, flanking by punctuation of both kinds.
  () => some(6, () => `${any(MARKS)}${maybe(0.6, letters())}`),
  () => `${any(MARKS).repeat(upTo(20))}${letters()}${any(MARKS).repeat(upTo(20))}`,
  () => some(8, () => any(CJK)),
  () => `${any(["*", "_"])}${letters()}${any(["**", "__"])}${maybe(0.5, letters())}`,
  // Brackets and links, with parentheses in what they lead to.
  () =>
    any(["[", "![", "]", "](", "](a)", "][", "[]", "[a]", "[^a]", "[a]: b\n", "\\[", "[["]).repeat(upTo(6)),
  () => `[${some(3, inline)}](${"(".repeat(upTo(32))}a${")".repeat(upTo(32))})`,
  () => `[a](<${some(4, letters)}${maybe(0.5, ">")} "${some(4, letters)}${maybe(0.5, '"')}${maybe(0.5, ")")}`,
  () => `![${"[".repeat(upTo(10))}a${"]".repeat(upTo(10))}](a ${any(["'", '"', "("])}`,
  // Tables: wide, long, ragged, with marks and signs that are escaped.
  () => `|${some(20, () => `${any(["a", "", "\\|", "`|`", "**", " ", "-"])}|`)}\n`,
  () => {
    const columns = upTo(60);
    return `|${"a|".repeat(columns)}\n|${any(["-|", ":-|", "-:|"]).repeat(columns)}\n${`|${"b|".repeat(upTo(columns))}\n`.repeat(upTo(20))}`;
  },
  // Formulas, HTML and the like, which are read on until they end.
  () => `${"$".repeat(upTo(6))}${any(["a", "\\frac", " ", "\n", "{", "字"])}`,
  () =>
    any([
      "<a ",
      "<a b=",
      '<a b="',
      "<a b='c' ",
      "</a ",
      "<!--",
      "<!-- -",
      "-->",
      "<!A",
      "<![CDATA[",
      "]]>",
      "<?",
      "?>",
      "<script>",
      "<b/>",
    ]),
  () => `<a${" b".repeat(upTo(40))}${maybe(0.5, ">")}`,
  // Addresses.
  () =>
    `${any(["http://", "https://", "www.", "HTTP://", "xhttp://", "mailto:"])}${any(HOSTS)}${some(4, () => any(["/", "(", ")", "&amp;", ";", "?", "_", "*", ".", "。", "a", "'"]))}${maybe(0.5, " ")}`,
  () =>
    `${any(["a", "a.b", "a+b", "a-b_c", ".".repeat(upTo(20)), "a".repeat(upTo(60))])}@${any(["a", "a.b", "a-", "a_b.c", "@", "a.".repeat(upTo(20))])}${maybe(0.5, " ")}`,
  () => `<${any(["http:", "a+b:", "x@", "a@b.c", "a:"])}${letters()}${maybe(0.6, ">")}`,
  // Entities and escapes.
  () =>
    any([
      "&amp;",
      "&",
      "&#1;",
      "&#x",
      "&#xFFFFFF;",
      "&CounterClockwiseContourIntegral;",
      "&a",
      "&&",
      "\\&",
      "\\\\",
      "\\*",
      "\\\n",
      "\\a",
    ]),
  // Code: backticks of every length, fences of every length.
  () => `${"`".repeat(upTo(80))}${letters()}`,
  () => Array.from({ length: upTo(60) }, (_, i) => `${"`".repeat(i + 1)}a`).join(""),
  () => `${any(["`", "~"]).repeat(2 + upTo(10))}${maybe(0.5, "js")}\n${letters()}\n`,
  // What Parley adds: mentions, rooms, spoilers, Windows paths.
  () =>
    `${any(["@", "＠", "@@", "@_", "@."])}${any(["ada", "a.b-c_", "字", "all", "here-", "a".repeat(upTo(80)), ""])}${maybe(0.5, " ")}`,
  () => `${maybe(0.5, " ")}#${any(["a", "a-b", "字", "a".repeat(upTo(70)), "#"])}`,
  () => `||${maybe(0.5, " ")}${some(3, letters)}${maybe(0.7, "||")}`,
  () => any(["C:\\", "C:\\a\\", "\\\\a\\b", "\\\\?\\C:\\", "C:\\Program Files\\"]),
  // Emoji, combining marks, what cannot be seen, directions, white space.
  () => any(["👩‍👩‍👧‍👦", "👍🏽", "🏳️‍🌈", "🇩🇪", "1️⃣", "❤️", "🫱🏻‍🫲🏿", "\u{E0067}"]).repeat(upTo(6)),
  () => `${letters()}${"\u0301".repeat(upTo(30))}`,
  () =>
    `${letters()}${any(["\u200d", "\u200b", "\u202e", "\u2066", "\ufe0f", "\u3164", "\u00ad", "\u2028"]).repeat(upTo(10))}`,
  () => any([" ", "\t", "\n", " \n", "  \n", "\t\n", "\\\n", "\u00a0", "\u3000", "\r\n"]).repeat(upTo(20)),
  () => any(BLOCKS) + letters(),
];

const FILLERS = ["a ", "a", "word ", "字", "a\n", "\n", " ", "x ", "é "];
const filledWith = (part: string, most: number) => part.repeat(Math.ceil(most / part.length)).slice(0, most);

/** A unit of one to four shapes. */
export const unit = (): string => some(4, () => any(SHAPES)()) || "a";

/** A unit with a part of it replaced, doubled, dropped or joined to another one: for a search that goes on from the worst. */
export function mutated(from: string): string {
  const [a, b] = [upTo(from.length) - 1, upTo(from.length)].sort((x, y) => x - y) as [number, number];
  const part = any([unit(), "", from.slice(a, b).repeat(2), "\n", letters(), any(MARKS)]);
  return (from.slice(0, a) + part + from.slice(b)).slice(0, 600) || "a";
}

/**
 * A unit as a text of a given length: repeated as often as a bound lets through, and filled up with something harmless.
 * @param length of the text, in UTF-16 units
 * @param isTooMuch whether a text is beyond the bounds
 */
export function textOf(unit: string, length: number, isTooMuch: (text: string) => boolean): string {
  const filler =
    FILLERS.filter((one) => !isTooMuch(filledWith(one, length * 0.9))).sort(() => Math.random() - 0.5)[0] ??
    "a";
  const atFront = Math.random() < 0.2;
  const made = (times: number) => {
    const body = unit.repeat(times).slice(0, length);
    const rest = filledWith(filler, length - body.length);
    return atFront ? rest + body : body + rest;
  };
  let [fits, fails] = [0, Math.ceil(length / unit.length) + 1];
  if (!isTooMuch(made(fails))) return made(fails);
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    if (isTooMuch(made(middle))) fails = middle;
    else fits = middle;
  }
  return fits === 0 ? unit.slice(0, length) : made(fits);
}
