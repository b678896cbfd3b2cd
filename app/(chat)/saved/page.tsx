import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/room/page-header";
import { SearchSaved } from "@/components/search/search-saved";
import { LaterTabs } from "@/components/views/later-tabs";
import { SavedList } from "@/components/views/saved-list";
import { listSaved } from "@/lib/domain/messages/list-saved";
import { currentActor } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("views"))("saved") };
}

export default async function SavedPage() {
  const [first, t] = await Promise.all([listSaved(await currentActor(), {}), getTranslations("views")]);

  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={t("saved")}>
        <SearchSaved />
      </PageHeader>
      <LaterTabs at="/saved" />
      <SavedList first={first} />
    </main>
  );
}
