import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AddPasskey } from "@/components/settings/security/add-passkey";
import { AuthenticatorSettings } from "@/components/settings/security/authenticator-settings";
import { PasskeyList } from "@/components/settings/security/passkey-list";
import { PasswordForm } from "@/components/settings/security/password-form";
import { RecoverySettings } from "@/components/settings/security/recovery-settings";
import { DeskHeading } from "@/components/ui/desk";
import { Section } from "@/components/ui/section";
import { readProof } from "@/lib/domain/accounts/confirm-identity";
import { listPasskeys } from "@/lib/domain/accounts/second-factor/passkeys";
import { readAccount } from "@/lib/domain/people/read-account";
import { currentActor } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("security") };
}

export default async function SecurityPage() {
  const actor = await currentActor();
  const [{ items }, { hasTotp }, { methods }] = await Promise.all([
    listPasskeys(actor, {}),
    readAccount(actor, {}),
    readProof(actor, {}),
  ]);
  const t = await getTranslations();

  return (
    <>
      <DeskHeading title={t("settings.security")} />
      <Section title={t("password.change")} text={t("password.changeText")}>
        <PasswordForm hasPassword={methods.includes("password")} />
      </Section>
      <Section title={t("secondFactor.title")} text={t("secondFactor.text")}>
        <AuthenticatorSettings hasTotp={hasTotp} />
      </Section>
      <Section title={t("passkeys.title")} text={t("passkeys.text")}>
        <PasskeyList passkeys={items} />
        <AddPasskey />
      </Section>
      {(hasTotp || items.length > 0) && (
        <Section title={t("secondFactor.recoveryTitle")} text={t("secondFactor.recoveryHint")}>
          <RecoverySettings />
        </Section>
      )}
    </>
  );
}
