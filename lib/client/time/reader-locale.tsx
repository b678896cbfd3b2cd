"use client";

import { useTimeZone } from "next-intl";
import { createContext, type ReactNode, use, useMemo } from "react";

const ReaderLocale = createContext<string | undefined>(undefined);

/** How this reader writes dates and times, such as `en-GB`, for everything below. */
export function ReaderLocaleProvider({ locale, children }: { locale: string; children: ReactNode }) {
  return <ReaderLocale value={locale}>{children}</ReaderLocale>;
}

/** Writes a time in the reader's manner and zone. */
export function useWhen(): (at: string, options: Intl.DateTimeFormatOptions) => string {
  const locale = use(ReaderLocale);
  const timeZone = useTimeZone();
  return useMemo(
    () => (at, options) => new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(new Date(at)),
    [locale, timeZone],
  );
}
