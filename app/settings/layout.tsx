import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ProofGate } from "@/components/auth/proof/proof-gate";
import { Desk } from "@/components/ui/desk";
import { DeskLinks } from "@/components/ui/desk-links";
import { readProof } from "@/lib/domain/accounts/confirm-identity";
import { readAccount } from "@/lib/domain/people/read-account";
import { currentActor } from "@/lib/doors/page";
import { Beside } from "../beside";

const PAGES = ["profile", "appearance", "notifications", "quiet", "security", "sessions", "tokens"] as const;

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  const [{ displayName }, { methods }] = await Promise.all([readAccount(actor, {}), readProof(actor, {})]);
  const t = await getTranslations("settings");
  const pages = PAGES.map((page) => ({ href: `/settings/${page}`, label: t(page) }));

  return (
    <Beside>
      <Desk name={t("title")} owner={displayName} links={<DeskLinks pages={pages} back={t("back")} />}>
        <ProofGate methods={methods}>{children}</ProofGate>
      </Desk>
    </Beside>
  );
}
