import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MessageText } from "@/components/message/text/message-text";
import { keepTrees, loadParser } from "@/lib/client/text/markdown-parser";
import en from "@/lib/shared/i18n/en.json";
import type { MessageView } from "@/lib/shared/views";
import { pageTrees } from "./page-trees";

const TEXTS = [
  "**bold** and `code`, @ada and https://example.org",
  "1. one\n9. two\n\n- [x] done\n\n> quoted\n\n|a|b|\n|-|-|\n|1|||2|||",
  `||hidden ${"**word** ".repeat(400)}||`,
  "plain words",
];

const message = (text: string, seq: number, replyTo: number | null = null) =>
  ({ text, seq, replyTo: replyTo === null ? null : { seq: replyTo } }) as MessageView;

const drawn = (text: string) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <MessageText text={text} />
    </NextIntlClientProvider>,
  );

test("the server's trees are drawn the same without the parser", async () => {
  const trees = pageTrees(TEXTS.map((text, at) => message(text, at + 1)));
  expect(trees).toHaveLength(3);
  keepTrees(trees);
  const before = TEXTS.map(drawn);
  expect(before[0]).toContain("<strong>bold</strong>");
  await loadParser();
  // Other texts of the same shape show that the parser is there, and draws alike.
  expect(TEXTS.map((text) => drawn(`${text} `).replaceAll(" </", "</"))).toEqual(
    before.map((html) => html.replaceAll(" </", "</")),
  );
});

test("trees are sent without places, and for the beginning of a quoted message", () => {
  const long = `**${"word ".repeat(300)}** end`;
  const trees = pageTrees([message(long, 1), message("an answer", 2, 1)]);
  expect(trees.map(({ text }) => text.length)).toEqual([long.length, 640]);
  expect(JSON.stringify(trees)).not.toContain("position");
});

test("a text that is shown twice is sent once", () => {
  expect(
    pageTrees([message("**short**", 1), message("an answer", 2, 1), message("**short**", 3)]),
  ).toHaveLength(1);
});
