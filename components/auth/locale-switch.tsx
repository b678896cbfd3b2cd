import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import { setLocaleAction } from "@/app/preferences/actions";
import { LOCALES } from "@/lib/shared/i18n/locales";

/** The language switch, each language in its own words. Works without a script. */
export function LocaleSwitch() {
  const t = useTranslations("language");
  const current = useLocale();

  return (
    <form action={setLocaleAction} className="flex gap-1" aria-label={t("label")}>
      {LOCALES.map((locale) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          aria-pressed={locale === current}
          className={clsx(
            "h-8 rounded-2 px-3 text-small hover:bg-hover",
            locale === current ? "font-semibold text-ink" : "text-ink-2",
          )}
        >
          {t(locale)}
        </button>
      ))}
    </form>
  );
}
