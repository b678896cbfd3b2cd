import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import en from "@/lib/shared/i18n/en.json";
import { asLocale, chooseLocale, LOCALE_COOKIE, type Locale, preferredTags } from "@/lib/shared/i18n/locales";
import ru from "@/lib/shared/i18n/ru.json";
import { asTimeZone, TIME_ZONE_COOKIE } from "@/lib/shared/time-zone";

const MESSAGES: Record<Locale, typeof en> = { en, ru };

/**
 * Chooses the language of a request: the reader's choice, else the browser's preference. It is never in the address.
 */
export default getRequestConfig(async () => {
  const jar = await cookies();
  const wishes = preferredTags((await headers()).get("accept-language"));
  const locale = asLocale(jar.get(LOCALE_COOKIE)?.value) ?? chooseLocale(wishes);
  return { locale, messages: MESSAGES[locale], timeZone: asTimeZone(jar.get(TIME_ZONE_COOKIE)?.value) };
});
