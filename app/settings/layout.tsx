import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ProofGate } from "@/components/auth/proof/proof-gate";
import { Desk } from "@/components/ui/desk";
import { DeskLinks } from "@/components/ui/desk-links";
import { readProof } from "@/lib/domain/accounts/confirm-identity";
import { readAccount } from "@/lib/domain/people/read-account";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { currentActor } from "@/lib/doors/page";
import { mayMakeGroups } from "@/lib/shared/permissions";
import { Beside } from "../beside";

const PAGES = ["profile", "appearance", "notifications", "security", "sessions", "tokens", "emoji"] as const;

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  const [{ displayName, role }, { methods }, { groupMakers }] = await Promise.all([
    readAccount(actor, {}),
    readProof(actor, {}),
    readWorkspace(actor, {}),
  ]);
  const t = await getTranslations("settings");
  // Administrators make groups in the administration.
  const hasGroups = role === "member" && mayMakeGroups(role, groupMakers);
  const pages = [...PAGES, ...(hasGroups ? (["groups"] as const) : [])].map((page) => ({
    href: `/settings/${page}`,
    label: t(page),
  }));

  return (
    <Beside>
      <Desk name={t("title")} owner={displayName} links={<DeskLinks pages={pages} back={t("back")} />}>
        <ProofGate methods={methods}>{children}</ProofGate>
      </Desk>
    </Beside>
  );
}
