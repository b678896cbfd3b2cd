/** The languages of the interface. The first is what everyone gets who asks for none of them. */
export const LOCALES = ["en", "ru"] as const;

export type Locale = (typeof LOCALES)[number];

export const LOCALE_COOKIE = "parley-locale";

/** A cookie's value as a language, if it is one. */
export function asLocale(value: string | undefined): Locale | null {
  return LOCALES.find((locale) => locale === value) ?? null;
}

/**
 * The browser's wishes (RFC 9110, Accept-Language), best first, with their regions: the language of the interface comes
 * from the first that is spoken here, and how dates and times are written from its region.
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

/** The interface's language for these wishes. */
export function chooseLocale(wishes: readonly string[]): Locale {
  for (const wish of wishes) {
    const locale = asLocale(wish.split("-")[0]?.toLowerCase());
    if (locale) return locale;
  }
  return LOCALES[0];
}

/** How this reader writes dates and times: `en-GB` for an English interface where the browser says so, else the language. */
export function formatLocaleOf(locale: Locale, wishes: readonly string[]): string {
  return wishes.find((wish) => wish.split("-")[0]?.toLowerCase() === locale) ?? locale;
}
