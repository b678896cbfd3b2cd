"use client";

import { useLocale, useTranslations } from "next-intl";
import { updateAppearanceAction } from "@/app/settings/actions";
import { YesNo } from "@/components/ui/fields/check";
import { SelectField } from "@/components/ui/fields/select-field";
import { LOCALES } from "@/lib/shared/i18n/locales";
import { THEMES, type Theme } from "@/lib/shared/theme";
import { SavedForm } from "./saved-form";

/** Language, theme, and link previews. */
export function AppearanceForm({ theme, linkCards }: { theme: Theme; linkCards: boolean }) {
  const t = useTranslations();
  const locale = useLocale();

  return (
    <SavedForm
      action={updateAppearanceAction}
      onSaved={(account) => {
        document.documentElement.dataset.theme = account.theme;
      }}
    >
      {() => (
        <>
          <SelectField
            label={t("theme.label")}
            name="theme"
            defaultValue={theme}
            options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          />
          <SelectField
            label={t("language.label")}
            name="locale"
            defaultValue={locale}
            options={LOCALES.map((value) => ({ value, label: t(`language.${value}`) }))}
          />
          <YesNo
            name="linkCards"
            label={t("cards.setting")}
            hint={t("cards.settingHint")}
            defaultChecked={linkCards}
          />
        </>
      )}
    </SavedForm>
  );
}
