import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Jobs } from "@/components/administration/jobs/jobs";
import { WorkspaceForm } from "@/components/administration/workspace-form";
import { DeskHeading } from "@/components/ui/desk";
import { listJobs } from "@/lib/domain/jobs/list-jobs";
import { readWorkspaceSettings } from "@/lib/domain/workspace/read-workspace-settings";
import { currentAdministrator } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("settings") };
}

export default async function WorkspaceSettingsPage() {
  const actor = await currentAdministrator();
  const [settings, jobs] = await Promise.all([readWorkspaceSettings(actor, {}), listJobs(actor, {})]);
  const t = await getTranslations("administration");

  return (
    <>
      <DeskHeading title={t("settings")} />
      <WorkspaceForm settings={settings} />
      <div className="mt-8 border-t border-line pt-6">
        <Jobs jobs={jobs} />
      </div>
    </>
  );
}
