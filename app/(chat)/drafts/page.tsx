import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/room/page-header";
import { DraftsList } from "@/components/views/drafts-list";
import { currentActor } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("views"))("drafts") };
}

/** Unsent drafts. The browser knows more of them than the server, because the newest text may not have been pushed. */
export default async function DraftsPage() {
  await currentActor();
  const t = await getTranslations("views");

  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={t("drafts")} />
      <DraftsList />
    </main>
  );
}
