"use server";

import { cookies } from "next/headers";
import { asLocale, LOCALE_COOKIE } from "@/lib/shared/i18n/locales";

const A_YEAR = 365 * 24 * 60 * 60;

/** Keeps the reader's language on this device. Next then renders the page that they are on again. */
export async function setLocaleAction(form: FormData): Promise<void> {
  const locale = form instanceof FormData ? asLocale(String(form.get("locale"))) : null;
  if (!locale) return;
  (await cookies()).set(LOCALE_COOKIE, locale, { path: "/", maxAge: A_YEAR, sameSite: "lax" });
}
