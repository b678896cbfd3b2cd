import KeyRound from "lucide-react/icons/key-round";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MakeToken } from "@/components/settings/tokens/make-token";
import { TokenTable } from "@/components/settings/tokens/token-table";
import { DeskHeading } from "@/components/ui/desk";
import { EmptyState } from "@/components/ui/empty-state";
import { listApiTokens } from "@/lib/domain/accounts/sessions/api-token";
import { readAccount } from "@/lib/domain/people/read-account";
import { currentActor } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tokens") };
}

export default async function TokensPage() {
  const actor = await currentActor();
  const [{ items }, { role }] = await Promise.all([listApiTokens(actor, {}), readAccount(actor, {})]);
  const t = await getTranslations();

  return (
    <>
      <DeskHeading title={t("settings.tokens")} text={t("tokens.text")}>
        <MakeToken isAdministrator={role === "administrator"} />
      </DeskHeading>
      {items.length === 0 ? (
        <EmptyState icon={KeyRound} text={t("tokens.none")} />
      ) : (
        <TokenTable tokens={items} />
      )}
    </>
  );
}
