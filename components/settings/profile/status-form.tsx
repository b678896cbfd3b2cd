"use client";

import { useTranslations } from "next-intl";
import { updateAccountAction } from "@/app/settings/actions";
import { Field } from "@/components/ui/fields/field";
import { useCustomEmoji } from "@/lib/client/chat/use-custom-emoji";
import { wordOf } from "@/lib/client/emoji/emoji-words";
import type { AccountView } from "@/lib/shared/views";
import { SavedForm } from "../saved-form";
import { UntilField } from "../until-field";

/** The status that others see, until it expires. */
export function StatusForm({ account }: { account: AccountView }) {
  const t = useTranslations("presence");
  useCustomEmoji();
  const emoji = wordOf(account.statusEmoji);

  return (
    <SavedForm action={updateAccountAction}>
      {(errorOf) => (
        <>
          <div className="grid grid-cols-[5rem_minmax(0,1fr)] gap-3">
            <Field
              label={t("emoji")}
              name="statusEmoji"
              autoComplete="off"
              // One of the workspace's is shown by name, once the names are there.
              key={emoji}
              defaultValue={emoji}
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
