"use client";

import { useTimeZone } from "next-intl";
import { createContext, type ReactNode, use, useMemo } from "react";

const ReaderLocale = createContext<string | undefined>(undefined);

/** Provides the locale for dates and times, such as `en-GB`. */
export function ReaderLocaleProvider({ locale, children }: { locale: string; children: ReactNode }) {
  return <ReaderLocale value={locale}>{children}</ReaderLocale>;
}

/** The reader's locale for dates and times. */
export const useReaderLocale = (): string => use(ReaderLocale) ?? "en";

/** Formats a time in the reader's locale and time zone. */
export function useWhen(): (at: string, options: Intl.DateTimeFormatOptions) => string {
  const locale = use(ReaderLocale);
  const timeZone = useTimeZone();
  return useMemo(
    () => (at, options) => new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(new Date(at)),
    [locale, timeZone],
  );
}
