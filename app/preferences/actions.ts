"use server";

import { cookies } from "next/headers";
import { asLocale, LOCALE_COOKIE } from "@/lib/shared/i18n/locales";

const A_YEAR = 365 * 24 * 60 * 60;

/** Stores the reader's language on this device. Next.js then renders the current page again. */
export async function setLocaleAction(form: FormData): Promise<void> {
  const locale = form instanceof FormData ? asLocale(String(form.get("locale"))) : null;
  if (!locale) return;
  (await cookies()).set(LOCALE_COOKIE, locale, { path: "/", maxAge: A_YEAR, sameSite: "lax" });
}
