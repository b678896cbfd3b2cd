import { chooseLocale, type Locale } from "./locales";

/** What is said when even the page's frame, which brings the messages, could not be built. */
const FALLBACK_TEXTS: Record<Locale, { title: string; text: string; again: string }> = {
  en: { title: "Something went wrong", text: "Parley could not show this page.", again: "Try again" },
  ru: {
    title: "Что-то пошло не так",
    text: "Parley не может показать эту страницу.",
    again: "Попробовать снова",
  },
};

/** The last words in the first of these languages that we speak. */
export function fallbackTexts(wishes: readonly string[]) {
  const locale = chooseLocale(wishes);
  return { locale, ...FALLBACK_TEXTS[locale] };
}
