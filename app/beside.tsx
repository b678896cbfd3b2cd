import { headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { ReaderLocaleProvider } from "@/lib/client/time/reader-locale";
import { formatLocaleOf, preferredTags } from "@/lib/shared/i18n/locales";

/** What the pages beside the chat need around them: all messages, and how this reader writes dates. */
export async function Beside({ children }: { children: ReactNode }) {
  const locale = formatLocaleOf(await getLocale(), preferredTags((await headers()).get("accept-language")));

  return (
    <NextIntlClientProvider>
      <ReaderLocaleProvider locale={locale}>{children}</ReaderLocaleProvider>
    </NextIntlClientProvider>
  );
}
