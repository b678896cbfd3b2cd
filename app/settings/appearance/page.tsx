import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { AppearanceForm } from "@/components/settings/appearance-form";
import { DeskHeading } from "@/components/ui/desk";
import { currentActor } from "@/lib/doors/page";
import { asTheme, THEME_COOKIE } from "@/lib/shared/theme";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("appearance") };
}

export default async function AppearancePage() {
  await currentActor();
  const t = await getTranslations("settings");

  return (
    <>
      <DeskHeading title={t("appearance")} />
      <AppearanceForm theme={asTheme((await cookies()).get(THEME_COOKIE)?.value)} />
    </>
  );
}
