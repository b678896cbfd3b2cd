"use client";

import { useTranslations } from "next-intl";
import { updateAccountAction } from "@/app/settings/actions";
import { SavedForm } from "./saved-form";
import { UntilField } from "./until-field";

/** Do not disturb from now on. */
export function QuietNowForm({ quietUntil }: { quietUntil: string | null }) {
  const t = useTranslations("quiet");

  return (
    <SavedForm action={updateAccountAction}>
      {(errorOf) => (
        <UntilField
          name="quietUntil"
          label={t("until")}
          none={t("off")}
          until={quietUntil}
          error={errorOf("quietUntil")}
        />
      )}
    </SavedForm>
  );
}
