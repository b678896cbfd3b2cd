import { headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { ReaderLocaleProvider } from "@/lib/client/time/reader-locale";
import { formatLocaleOf, preferredTags } from "@/lib/shared/i18n/locales";

/** Providers for pages outside the chat: all texts, and the reader's date format. */
export async function Beside({ children }: { children: ReactNode }) {
  const locale = formatLocaleOf(await getLocale(), preferredTags((await headers()).get("accept-language")));

  return (
    <NextIntlClientProvider>
      <ReaderLocaleProvider locale={locale}>{children}</ReaderLocaleProvider>
    </NextIntlClientProvider>
  );
}
