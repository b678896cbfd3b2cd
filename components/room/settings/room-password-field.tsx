"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/fields/copy-field";
import { PasswordField } from "@/components/ui/fields/password-field";
import { makePassword } from "@/lib/client/forms/make-password";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";

/** A field for a room's new password. It can make one, which is shown with a button that copies it. */
export function RoomPasswordField({ label, error }: { label: string; error: string | null }) {
  const t = useTranslations("roomPassword");
  const [password, type] = useState("");
  const [made, make] = useState("");

  function fillIn() {
    const next = makePassword();
    make(next);
    type(next);
  }

  return (
    <div className="flex flex-col gap-2">
      <PasswordField
        // A made password is shown from the start.
        key={made}
        isShownFirst={made !== ""}
        label={label}
        hint={t("hint", { min: BROWSER_LIMITS.roomPasswordLength.min })}
        name="password"
        value={password}
        onChange={({ target }) => type(target.value)}
        autoComplete="off"
        error={error}
        required
      />
      <div className="flex flex-wrap gap-2">
        <Button look="quiet" size="small" onClick={fillIn}>
          {t(made ? "another" : "make")}
        </Button>
        {made !== "" && password === made && <CopyButton key={made} value={made} size="small" />}
      </div>
    </div>
  );
}
