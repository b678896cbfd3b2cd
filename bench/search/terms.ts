import type { Rng } from "@/tests/support/random";
import { ENGLISH } from "./words/english";
import { chance, zipf } from "./zipf";

// Terms that are no words: ticket numbers, paths, addresses, identifiers, commits, amounts, mentions, emoji, code.

const PROJECTS = ["CORE", "WEB", "OPS", "PAY", "CRM", "DOCS", "SHOP", "DATA", "APP", "SEC", "NET", "HR"];
const HOSTS = ["git.example.com", "wiki.example.org", "ci.example.com", "shop.example.net", "example.ru"];
const FOLDERS = ["src", "lib", "app", "api", "core", "tests", "docs", "config", "scripts", "worker"];
const EXTENSIONS = ["ts", "py", "go", "sql", "md", "yaml", "json", "log", "css", "sh"];
const EMOJI = ["👍", "🎉", "🚀", "🔥", "😀", "🙏", "👀", "✅", "❤️", "😅", "🤔", "👍🏽", "👨‍👩‍👧", "🇩🇪"];

const word = (rng: Rng) => ENGLISH.inflected[zipf(rng, ENGLISH.inflected.length)]![0]!;
const hex = (rng: Rng, length: number) => Array.from({ length }, () => rng.below(16).toString(16)).join("");
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Probability of each term in a message. */
const TERMS: [probability: number, make: (rng: Rng, names: readonly string[]) => string][] = [
  [0.08, (rng) => ticket(rng)],
  [0.03, (rng) => path(rng)],
  [0.05, (rng) => `https://${rng.of(HOSTS)}/${word(rng)}/${word(rng)}-${rng.below(5_000)}`],
  [0.015, (rng) => `${word(rng)}.${word(rng)}@${rng.of(HOSTS)}`],
  [0.06, (rng, names) => `@${names[zipf(rng, names.length)]}`],
  [0.1, (rng) => rng.of(EMOJI)],
  [0.04, (rng) => `${1 + rng.below(900)},${100 + rng.below(900)} ${rng.of(["€", "$", "₽", "руб.", "USD"])}`],
  [0.03, (rng) => identifier(rng)],
  [0.02, (rng) => hex(rng, 8)],
  [0.02, (rng) => `v${rng.below(6)}.${rng.below(30)}.${rng.below(10)}`],
  [0.01, (rng) => `10.${rng.below(8)}.${rng.below(256)}.${rng.below(256)}`],
];

/** Draws terms for the end of a text: none for most texts. */
export const terms = (rng: Rng, names: readonly string[]): string[] =>
  TERMS.flatMap(([probability, make]) => (chance(rng, probability) ? [make(rng, names)] : []));

const ticket = (rng: Rng) => `${PROJECTS[zipf(rng, PROJECTS.length)]}-${1 + rng.below(20_000)}`;

const path = (rng: Rng) =>
  `${rng.of(["/", "./", "~/", ""])}${rng.of(FOLDERS)}/${word(rng)}/${word(rng)}-${word(rng)}.${rng.of(EXTENSIONS)}`;

const identifier = (rng: Rng) =>
  rng.below(2) === 0
    ? `${word(rng)}${capital(word(rng))}${capital(word(rng))}`
    : `${word(rng)}_${word(rng)}_${word(rng)}`;

/** Draws a block of code. */
export const codeBlock = (rng: Rng): string =>
  `\`\`\`\nconst ${identifier(rng)} = await ${identifier(rng)}(${word(rng)}, ${rng.below(1_000)});\n` +
  `if (!${word(rng)}) throw new ${capital(word(rng))}Error("${word(rng)} ${word(rng)}");\n\`\`\``;

/** Draws a line of a log. `words` makes the words of its message. */
export const logLine = (rng: Rng, words: () => string): string =>
  `\`${rng.of(["ERROR", "WARN", "INFO"])} [${word(rng)}-${rng.below(16)}] ${path(rng)}:${rng.below(900)} ${words()} ` +
  `request=${hex(rng, 12)} took ${rng.below(9_000)} ms\``;
