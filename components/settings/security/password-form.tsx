"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { changePasswordAction } from "@/app/settings/actions";
import { NewPasswordField } from "@/components/auth/new-password-field";
import { PasswordField } from "@/components/ui/fields/password-field";
import { SavedForm } from "../saved-form";

/** Changes the password, or sets the first one. The fields are cleared after success. */
export function PasswordForm({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations("password");
  const [times, count] = useState(0);

  return (
    <SavedForm
      action={changePasswordAction}
      submit={t(hasPassword ? "change" : "set")}
      onSaved={() => count(times + 1)}
    >
      {(errorOf) => (
        <div key={times} className="flex flex-col gap-4">
          {hasPassword && (
            <PasswordField
              label={t("current")}
              name="currentPassword"
              autoComplete="current-password"
              error={errorOf("currentPassword")}
              required
            />
          )}
          <NewPasswordField label={t("new")} name="newPassword" error={errorOf("newPassword")} />
        </div>
      )}
    </SavedForm>
  );
}
