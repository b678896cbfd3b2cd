"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { disableTotpAction, renewRecoveryCodesAction } from "@/app/settings/actions";
import { RecoveryCodes } from "@/components/auth/recovery-codes";
import { SecondFactorSetup } from "@/components/auth/second-factor-setup";
import { Button } from "@/components/ui/button";
import { ConfirmForm } from "@/components/ui/confirm-form";
import { Dialog } from "@/components/ui/dialog";
import { PasswordField } from "@/components/ui/password-field";

type Act = "renew" | "disable";

/** The authenticator app: set it up; or, where it is, make new recovery codes or take it away, by the password. */
export function AuthenticatorSettings({ hasTotp }: { hasTotp: boolean }) {
  const t = useTranslations("secondFactor");
  const [act, choose] = useState<Act>("renew");
  const [isOpen, open] = useState(false);
  const { refresh } = useRouter();
  const [codes, show] = useState<string[] | null>(null);

  function ask(wanted: Act) {
    show(null);
    choose(wanted);
    open(true);
  }

  const close = () => open(false);
  function over() {
    close();
    refresh();
  }
  const asked = {
    fields: {},
    text: t(`${act}Text`),
    submit: t(act),
    cancel: t("cancel"),
    onCancel: close,
  };
  const password = (errorOf: (field: string) => string | null) => (
    <PasswordField
      label={t("password")}
      name="password"
      autoComplete="current-password"
      error={errorOf("password")}
      required
    />
  );

  return (
    <>
      {!hasTotp && <SecondFactorSetup onDone={refresh} />}
      <div className={hasTotp ? "flex flex-wrap gap-2" : "hidden"}>
        <Button look="quiet" size="small" onClick={() => ask("renew")}>
          {t("renew")}
        </Button>
        <Button look="danger" size="small" onClick={() => ask("disable")}>
          {t("disable")}
        </Button>
      </div>
      <Dialog title={t(act)} isOpen={isOpen} onOpenChange={open}>
        {codes && <RecoveryCodes codes={codes} onDone={close} />}
        {!codes && act === "renew" && (
          <ConfirmForm
            action={renewRecoveryCodesAction}
            {...asked}
            onDone={({ recoveryCodes }) => show(recoveryCodes)}
            fieldsOf={password}
          />
        )}
        {!codes && act === "disable" && (
          <ConfirmForm action={disableTotpAction} isDangerous {...asked} onDone={over} fieldsOf={password} />
        )}
      </Dialog>
    </>
  );
}
