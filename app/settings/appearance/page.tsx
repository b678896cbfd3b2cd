import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { AppearanceForm } from "@/components/settings/appearance-form";
import { EnterKey } from "@/components/settings/enter-key";
import { QuickReactions } from "@/components/settings/quick-reactions";
import { UndoSend } from "@/components/settings/undo-send";
import { DeskHeading } from "@/components/ui/desk";
import { asEnterChoice, ENTER_COOKIE } from "@/lib/client/writing/enter";
import { readAccount } from "@/lib/domain/people/read-account";
import { currentActor } from "@/lib/doors/page";
import { asTheme, THEME_COOKIE } from "@/lib/shared/theme";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("appearance") };
}

export default async function AppearancePage() {
  const { id, linkCards, wideText, threadsInMiddle, quickReactions, undoSendSeconds } = await readAccount(
    await currentActor(),
    {},
  );
  const t = await getTranslations("settings");
  const jar = await cookies();
  const kept = (name: string) => jar.get(name)?.value;

  return (
    <>
      <DeskHeading title={t("appearance")} />
      <AppearanceForm
        theme={asTheme(kept(THEME_COOKIE))}
        linkCards={linkCards}
        wideText={wideText}
        threadsInMiddle={threadsInMiddle}
      />
      <QuickReactions userId={id} chosen={quickReactions} />
      <UndoSend seconds={undoSendSeconds} />
      <EnterKey choice={asEnterChoice(kept(ENTER_COOKIE))} />
    </>
  );
}
