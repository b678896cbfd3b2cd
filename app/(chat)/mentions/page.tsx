import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/room/page-header";
import { MentionsList } from "@/components/views/mentions-list";
import { listMentions } from "@/lib/domain/messages/mentions/list-mentions";
import { currentActor } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("views"))("mentions") };
}

export default async function MentionsPage() {
  const [first, t] = await Promise.all([listMentions(await currentActor(), {}), getTranslations("views")]);

  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={t("mentions")} />
      <MentionsList first={first} />
    </main>
  );
}
