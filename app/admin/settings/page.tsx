import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WorkspaceForm } from "@/components/administration/workspace-form";
import { DeskHeading } from "@/components/ui/desk";

import { readWorkspaceSettings } from "@/lib/domain/workspace/read-workspace-settings";
import { currentAdministrator } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("settings") };
}

export default async function WorkspaceSettingsPage() {
  const settings = await readWorkspaceSettings(await currentAdministrator(), {});
  const t = await getTranslations("administration");

  return (
    <>
      <DeskHeading title={t("settings")} />
      <WorkspaceForm settings={settings} />
    </>
  );
}
