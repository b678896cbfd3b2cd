import { chooseLocale, type Locale } from "./locales";

/** Texts for a failure of the page's frame, which would bring the other messages. */
const FALLBACK_TEXTS: Record<Locale, { title: string; text: string; again: string }> = {
  en: { title: "Something went wrong", text: "We couldn't show this page.", again: "Try again" },
  ru: {
    title: "Что-то пошло не так",
    text: "Не удалось показать страницу.",
    again: "Попробовать ещё раз",
  },
};

/** Returns these texts in the first supported language. */
export function fallbackTexts(wishes: readonly string[]) {
  const locale = chooseLocale(wishes);
  return { locale, ...FALLBACK_TEXTS[locale] };
}
