/** Languages of the interface. The first is the default. */
export const LOCALES = ["en", "ru"] as const;

export type Locale = (typeof LOCALES)[number];

export const LOCALE_COOKIE = "parley-locale";

/** Parses a cookie's value; null if it is no language of the interface. */
export function asLocale(value: string | undefined): Locale | null {
  return LOCALES.find((locale) => locale === value) ?? null;
}

/**
 * Parses Accept-Language (RFC 9110), best first, with regions: the first supported language is the interface's, and
 * its region decides the format of dates and times.
 */
export function preferredTags(acceptLanguage: string | null): string[] {
  return (acceptLanguage ?? "")
    .split(",")
    .map((wish) => {
      const [tag = "", ...parameters] = wish.trim().split(";");
      const quality = parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find(Boolean);
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

/** Chooses the interface's language for these preferences. */
export function chooseLocale(preferences: readonly string[]): Locale {
  for (const preference of preferences) {
    const locale = asLocale(preference.split("-")[0]?.toLowerCase());
    if (locale) return locale;
  }
  return LOCALES[0];
}

/**
 * Returns the locale for dates and times: `en-GB` for an English interface if the browser asks for it, else the
 * language.
 */
export function formatLocaleOf(locale: Locale, wishes: readonly string[]): string {
  return wishes.find((wish) => wish.split("-")[0]?.toLowerCase() === locale) ?? locale;
}
