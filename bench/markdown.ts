import { LIMITS } from "@/lib/shared/limits";
import { readMarkdown } from "@/lib/shared/markdown/parse";
import { complexityOf } from "@/lib/shared/markdown/tangled";

// npx tsx bench/markdown.ts [runs]: looks for the texts that take the parser longest, among repeated pieces made by chance.

const PIECES = [
  ..."*_~`[]()|<>&\\!$#@:/.-+=\"' \t\na1é字",
  "\n",
  "\n",
  "- ",
  "  - ",
  "    - ",
  "1. ",
  "> ",
  "- [ ] ",
  "**",
  "~~",
  "||",
  "$$",
  "``",
  "```\n",
  "\n```\n",
  "~~~\n",
  "](",
  "![",
  "](a)",
  "http://a.b/",
  "www.a.b",
  "a@b.c",
  "&amp;",
  "<a ",
  "<b>",
  "<!--",
  "-->",
  "|a",
  "|-",
  "|a|\n|-|\n",
  "# ",
  "\n\n",
  "    ",
  "  ",
  "@a ",
  "@ada",
  "C:\\",
  "\\\\a\\",
  "[a]: b",
  "$$\n",
  "a b c ",
];
const most = LIMITS.messageLength;
const filled = (part: string) => part.repeat(Math.ceil(most / part.length)).slice(0, most);
const any = <T>(from: readonly T[]) => from[Math.floor(Math.random() * from.length)] as T;

function shape(): string {
  const part = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, () => {
    const piece = any(PIECES);
    return Math.random() < 0.3 ? piece.repeat(1 + Math.floor(Math.random() * 14)) : piece;
  }).join("");
  const begin = Math.random() < 0.2 ? any(PIECES) : "";
  // As many as the bounds let through, too: a text that is tangled costs nothing.
  const times = Math.floor(most / part.length / any([1, 1, 2, 4, 8, 16]));
  return (
    (begin + part.repeat(Math.max(1, times))).slice(0, most) +
    (Math.random() < 0.3 ? filled("a ").slice(0, 2_000) : "")
  );
}

function cost(text: string): number {
  const from = process.cpuUsage();
  readMarkdown(text);
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}

for (let i = 0; i < 300; i++) readMarkdown(filled("a *b* [c](d) `e` @f ").slice(0, 2_000));
const runs = Number(process.argv[2] ?? 2_000);
const found: { ms: number; text: string }[] = [];
for (let i = 0; i < runs; i++) {
  const text = shape();
  if (cost(text) < 20) continue;
  const ms = Math.min(cost(text), cost(text), cost(text));
  if (ms > 20) found.push({ ms, text });
}
found.sort((a, b) => b.ms - a.ms);
for (const { ms, text } of found.slice(0, 30))
  console.info(
    ms.toFixed(0),
    JSON.stringify(text.slice(0, 60)),
    text.length,
    JSON.stringify(complexityOf(text)),
  );
