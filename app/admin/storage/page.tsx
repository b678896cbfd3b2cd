import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StorageForm } from "@/components/administration/storage/storage-form";
import { StorageUsage } from "@/components/administration/storage/storage-usage";
import { StorageUsers } from "@/components/administration/storage/storage-users";
import { DeskHeading } from "@/components/ui/desk";
import { Pages } from "@/components/ui/pages";
import { Section } from "@/components/ui/section";
import { listStorageUsers, readStorage } from "@/lib/domain/administration/storage";
import { readWorkspaceSettings } from "@/lib/domain/workspace/read-workspace-settings";
import { currentAdministrator, orNotFound } from "@/lib/doors/page";
import { type Given, place } from "../../given";

type Props = { searchParams: Promise<Given> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("storage") };
}

export default async function StoragePage({ searchParams }: Props) {
  const cursor = place((await searchParams).cursor);
  const actor = await currentAdministrator();
  const [storage, settings, page] = await Promise.all([
    readStorage(actor, {}),
    readWorkspaceSettings(actor, {}),
    orNotFound(listStorageUsers(actor, { cursor })),
  ]);
  const t = await getTranslations();

  return (
    <>
      <DeskHeading title={t("administration.storage")} text={t(`storage.place.${storage.place}`)} />
      <StorageUsage storage={storage} quotaBytes={settings.totalQuotaBytes} />
      <Section title={t("storage.limits")} text={t("storage.limitsText")}>
        <StorageForm settings={settings} />
      </Section>
      <Section title={t("storage.people")}>
        {page.items.length === 0 ? (
          <p className="text-ink-2">{t("storage.nobody")}</p>
        ) : (
          <StorageUsers users={page.items} />
        )}
        <Pages query={{}} cursor={cursor} nextCursor={page.nextCursor} />
      </Section>
    </>
  );
}
