import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import Preview from "@/components/composer/preview";
import { FormattedText } from "@/components/message/text/formatted-text";
import { languageOf, loadGrammar } from "@/components/message/text/grammars";
import Highlighted from "@/components/message/text/highlighted";
import { MessageText } from "@/components/message/text/message-text";
import { ShortText } from "@/components/views/short-text";
import { loadParser } from "@/lib/client/text/markdown-parser";
import en from "@/lib/shared/i18n/en.json";
import { firstWords } from "@/lib/shared/markdown/plain-text";

await loadParser();

export const drawn = (node: ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      {node}
    </NextIntlClientProvider>,
  );

/** Every way in which a message's text comes onto a page; the last is the one of quotes, lists and notices. */
export const WAYS: Record<string, (text: string) => string> = {
  "in its room or in its history": (text) => drawn(<MessageText text={text} />),
  "opened whole": (text) => drawn(<FormattedText text={text} />),
  "as a preview": (text) => drawn(<Preview text={text} />),
  "in a list": (text) => drawn(<ShortText text={text} />),
  "in one line": (text) => drawn(<p>{firstWords(text)}</p>),
};

export const wholeOf = WAYS["opened whole"] as (text: string) => string;

/** Code in colours, as it is once their scripts are there. */
export async function coloured(code: string, called: string): Promise<string> {
  const language = languageOf(called);
  if (language) await loadGrammar(language);
  return drawn(<Highlighted code={code} language={called} />);
}
