import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { logOutAction } from "@/app/(auth)/actions";
import { AuthHeading } from "@/components/auth/auth-heading";
import { FirstPasswordForm } from "@/components/auth/first-password-form";
import { ProofGate } from "@/components/auth/proof/proof-gate";
import { SetupSecondFactor } from "@/components/auth/second-factor/setup-second-factor";
import { Button } from "@/components/ui/button";
import type { Actor } from "@/lib/core/actor";
import { readProof } from "@/lib/domain/accounts/confirm-identity";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { setupActor } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("title") };
}

/**
 * The steps required before anything else: changing a password given by an administrator, or adding a second factor.
 */
export default async function SetupPage() {
  const { actor, needs } = await setupActor();
  if (!needs) redirect("/");
  const workspace = await readWorkspace(actor, {});
  const t = await getTranslations("setup");

  return (
    <>
      <AuthHeading workspace={workspace} title={t(`${needs}.title`)} text={t(`${needs}.text`)} />
      {needs === "password" ? <FirstPasswordForm /> : <SetupFactor actor={actor} />}
      <form action={logOutAction} className="mt-4">
        <Button type="submit" look="bare" size="small" className="-ml-3">
          {t("logOut")}
        </Button>
      </form>
    </>
  );
}

async function SetupFactor({ actor }: { actor: Actor }) {
  const { methods } = await readProof(actor, {});
  return (
    <ProofGate methods={methods}>
      <SetupSecondFactor />
    </ProofGate>
  );
}
