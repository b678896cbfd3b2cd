"use client";

import { useTranslations } from "next-intl";
import { updateAccountAction } from "@/app/settings/actions";
import { Field } from "@/components/ui/fields/field";
import type { AccountView } from "@/lib/shared/views";
import { SavedForm } from "../saved-form";
import { TimeZoneField } from "./time-zone-field";

/** The user's profile. */
export function ProfileForm({ account }: { account: AccountView }) {
  const t = useTranslations("profile");

  return (
    <SavedForm action={updateAccountAction}>
      {(errorOf) => (
        <>
          <Field
            label={t("displayName")}
            name="displayName"
            autoComplete="name"
            defaultValue={account.displayName}
            error={errorOf("displayName")}
            required
          />
          <Field
            label={t("title")}
            hint={t("titleHint")}
            name="title"
            autoComplete="organization-title"
            defaultValue={account.title}
            error={errorOf("title")}
          />
          <Field
            label={t("email")}
            hint={t("emailHint")}
            name="email:orNull"
            type="email"
            autoComplete="email"
            defaultValue={account.email ?? ""}
            error={errorOf("email")}
          />
          <TimeZoneField timeZone={account.timeZone} error={errorOf("timeZone")} />
        </>
      )}
    </SavedForm>
  );
}
