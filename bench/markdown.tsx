import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { Markdown } from "@/components/message/text/markdown";
import { shorten } from "@/components/message/text/shorten";
import en from "@/lib/shared/i18n/en.json";
import { LIMITS } from "@/lib/shared/limits";
import { readMarkdown } from "@/lib/shared/markdown/parse";
import { complexityOf, isTooComplex } from "@/lib/shared/markdown/tangled";
import { plainTextOf } from "@/lib/shared/markdown/words-of-tree";
import { mutated, textOf, unit } from "./markdown-shapes";

// NODE_ENV=production npx tsx bench/markdown.tsx [seconds] [page]: looks for the longest messages that take most processor
// time to parse, to read for their plain words and to draw. A third of the tries goes on from the worst ones so far. With
// `page` it looks for those that a page shows whole, and tells what fifty of them take.

/** Milliseconds of processor time. Of what is measured several times the least counts: the rest is garbage collection. */
const GOAL_MS = 50;
const PAGE_GOAL_MS = 250;
const isPage = process.argv[3] === "page";
const length = isPage ? 2_000 : LIMITS.messageLength;
const isTooMuch = (text: string) => isTooComplex(text) || (isPage && shorten(text) !== null);
const KEPT = 40;

const draw = (tree: ReturnType<typeof readMarkdown>) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <Markdown tree={tree} />
    </NextIntlClientProvider>,
  );

type Cost = { parse: number; words: number; draw: number; all: number };

function costOf(text: string): Cost {
  const marks = [process.cpuUsage()];
  const tree = readMarkdown(text);
  marks.push(process.cpuUsage());
  plainTextOf(tree);
  marks.push(process.cpuUsage());
  draw(tree);
  marks.push(process.cpuUsage());
  const [parse, words, drawn] = marks
    .map(({ user, system }) => (user + system) / 1_000)
    .map((at, i, all) => (all[i + 1] ?? at) - at) as [number, number, number];
  return { parse, words, draw: drawn, all: parse + words + drawn };
}

const leastOf = (text: string, times: number): Cost =>
  Array.from({ length: times }, () => costOf(text)).reduce((a, b) => (b.all < a.all ? b : a));

type Found = Cost & { unit: string; text: string };
const found: Found[] = [];

function attempt(of: string): void {
  const text = textOf(of, length, isTooMuch);
  const worst = found[KEPT - 1]?.all ?? 0;
  if (costOf(text).all < worst) return;
  const cost = leastOf(text, 3);
  if (cost.all <= worst) return;
  const twin = found.findIndex((one) => one.unit.slice(0, 12) === of.slice(0, 12));
  if (twin >= 0 && (found[twin] as Found).all > cost.all) return;
  if (twin >= 0) found.splice(twin, 1);
  found.push({ ...cost, unit: of, text });
  found.sort((a, b) => b.all - a.all);
  found.length = Math.min(found.length, KEPT);
}

for (let i = 0; i < 300; i++) costOf("a *b* [c](d) `e` @f ".repeat(100).slice(0, length));
const end = Date.now() + Number(process.argv[2] ?? 60) * 1_000;
let tries = 0;
while (Date.now() < end) {
  const worst = found[Math.floor(Math.random() * found.length)];
  attempt(tries++ % 3 === 0 && worst ? mutated(worst.unit) : unit());
}
console.info(`${tries} texts`);
const [times, goal] = isPage ? [50, PAGE_GOAL_MS] : [1, GOAL_MS];
for (const { unit, text } of found.slice(0, 20)) {
  const cost = leastOf(text, 7);
  const parts = [cost.all, cost.parse, cost.words, cost.draw].map((ms) =>
    (ms * times).toFixed(0).padStart(5),
  );
  const sign = cost.all * times > goal ? "!" : " ";
  console.info(sign, ...parts, JSON.stringify(unit.slice(0, 90)), JSON.stringify(complexityOf(text)));
}
