import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Jobs } from "@/components/administration/jobs/jobs";
import { WorkspaceForm } from "@/components/administration/workspace-form";
import { DeskHeading } from "@/components/ui/desk";
import { Mark } from "@/components/ui/mark";
import { PictureForm } from "@/components/ui/pictures/picture-form";
import { WORKSPACE_PICTURE_PATH } from "@/lib/client/connection/paths";
import { listJobs } from "@/lib/domain/jobs/list-jobs";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { readWorkspaceSettings } from "@/lib/domain/workspace/read-workspace-settings";
import { currentAdministrator } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("settings") };
}

export default async function WorkspaceSettingsPage() {
  const actor = await currentAdministrator();
  const [{ name, pictureUrl }, settings, jobs] = await Promise.all([
    readWorkspace(actor, {}),
    readWorkspaceSettings(actor, {}),
    listJobs(actor, {}),
  ]);
  const t = await getTranslations("administration");

  return (
    <>
      <DeskHeading title={t("settings")} />
      <div className="mb-5">
        <PictureForm path={WORKSPACE_PICTURE_PATH} hasPicture={pictureUrl !== null}>
          <Mark name={name} url={pictureUrl} isLarge />
        </PictureForm>
      </div>
      <WorkspaceForm settings={settings} />
      <div className="mt-8 border-t border-line pt-6">
        <Jobs jobs={jobs} />
      </div>
    </>
  );
}
