"use client";

import { useLocale, useTranslations } from "next-intl";
import { updateAppearanceAction } from "@/app/settings/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { YesNo } from "@/components/ui/fields/check";
import { Segments } from "@/components/ui/fields/segments";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { LOCALES } from "@/lib/shared/i18n/locales";
import { THEMES, type Theme } from "@/lib/shared/theme";

type Appearance = { theme: Theme; linkCards: boolean; wideText: boolean; threadsInMiddle: boolean };

/** Language, theme, width of messages, place of threads, and link previews. Each choice applies and is stored at once. */
export function AppearanceForm({ theme, linkCards, wideText, threadsInMiddle }: Appearance) {
  const t = useTranslations();
  const locale = useLocale();
  const { form, refusal, answer, isPending } = useForm(updateAppearanceAction);
  const errors = useRefusal(refusal);

  return (
    <form
      {...form}
      onChange={(event) => {
        const { theme } = Object.fromEntries(new FormData(event.currentTarget));
        document.documentElement.dataset.theme = String(theme);
        event.currentTarget.requestSubmit();
      }}
      className="flex max-w-120 flex-col gap-5"
    >
      <Segments
        label={t("theme.label")}
        name="theme"
        defaultValue={theme}
        options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
      />
      <Segments
        label={t("language.label")}
        name="locale"
        defaultValue={locale}
        options={LOCALES.map((value) => ({ value, label: t(`language.${value}`) }))}
      />
      <div className="flex flex-col gap-1">
        <YesNo
          name="wideText"
          label={t("appearance.wide")}
          hint={t("appearance.wideHint")}
          defaultChecked={wideText}
        />
        <YesNo
          name="threadsInMiddle"
          label={t("appearance.middle")}
          hint={t("appearance.middleHint")}
          defaultChecked={threadsInMiddle}
        />
        <YesNo
          name="linkCards"
          label={t("cards.setting")}
          hint={t("cards.settingHint")}
          defaultChecked={linkCards}
        />
      </div>
      <Alert>{errors.all}</Alert>
      <p role="status" className="sr-only">
        {answer && !isPending && t("ui.saved")}
      </p>
      <noscript>
        <Button type="submit">{t("ui.save")}</Button>
      </noscript>
    </form>
  );
}
