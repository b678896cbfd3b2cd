"use client";

import { useTranslations } from "next-intl";
import { updateAccountAction } from "@/app/settings/actions";
import { Field } from "@/components/ui/fields/field";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { AccountView } from "@/lib/shared/views";
import { SavedForm } from "../saved-form";
import { UntilField } from "../until-field";

/** The status that others see, until it expires. */
export function StatusForm({ account }: { account: AccountView }) {
  const t = useTranslations("presence");

  return (
    <SavedForm action={updateAccountAction}>
      {(errorOf) => (
        <>
          <div className="grid grid-cols-[5rem_minmax(0,1fr)] gap-3">
            <Field
              label={t("emoji")}
              name="statusEmoji"
              autoComplete="off"
              maxLength={BROWSER_LIMITS.emojiLength}
              defaultValue={account.statusEmoji}
              error={errorOf("statusEmoji")}
            />
            <Field
              label={t("words")}
              name="statusText"
              autoComplete="off"
              defaultValue={account.statusText}
              error={errorOf("statusText")}
            />
          </div>
          <UntilField
            name="statusUntil"
            label={t("until")}
            none={t("open")}
            until={account.statusUntil}
            error={errorOf("statusUntil")}
          />
        </>
      )}
    </SavedForm>
  );
}
