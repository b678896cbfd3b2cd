"use client";

import { useTranslations } from "next-intl";
import { Choice } from "@/components/ui/fields/choice";
import { keepPreference } from "@/lib/client/storage/preference";
import { ENTER_COOKIE, type EnterChoice } from "@/lib/client/writing/enter";

/** The effect of Enter in the composer. Stored at once, for this device. */
export function EnterKey({ choice }: { choice: EnterChoice }) {
  const t = useTranslations("writing");
  const options = [
    ["send", t("enterSends")],
    ["break", t("enterBreaks")],
  ] as const;

  return (
    <fieldset className="mt-6 flex max-w-120 flex-col gap-2 border-t border-line pt-6">
      <legend className="sr-only">{t("enter")}</legend>
      <p aria-hidden className="text-title font-semibold">
        {t("enter")}
      </p>
      <p className="text-small text-ink-2">{t("enterHint")}</p>
      {options.map(([value, hint]) => (
        <Choice
          key={value}
          name="enter"
          label={t(`enterDoes.${value}`)}
          hint={hint}
          defaultChecked={value === choice}
          onChange={() => keepPreference(ENTER_COOKIE, value)}
        />
      ))}
    </fieldset>
  );
}
