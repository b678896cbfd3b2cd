"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";

/** The second factor: a code of the authenticator app, or a recovery code. */
export function CodeField({ error, hasApp }: { error: string | null; hasApp: boolean }) {
  const t = useTranslations("logIn");
  const [isRecovery, switchTo] = useState(!hasApp);

  return (
    <div className="flex flex-col items-start gap-1">
      <div className="w-full">
        <Field
          key={String(isRecovery)}
          label={t(isRecovery ? "recoveryCode" : "code")}
          hint={t(isRecovery ? "recoveryCodeHint" : "codeHint")}
          name="code"
          autoComplete={isRecovery ? "off" : "one-time-code"}
          inputMode={isRecovery ? "text" : "numeric"}
          autoCapitalize="none"
          spellCheck={false}
          error={error}
          autoFocus
          required
        />
      </div>
      {hasApp && (
        <Button look="bare" size="small" className="-ml-3" onClick={() => switchTo(!isRecovery)}>
          {t(isRecovery ? "useApp" : "useRecoveryCode")}
        </Button>
      )}
    </div>
  );
}
