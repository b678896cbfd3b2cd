import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/room/page-header";
import { ScheduledList } from "@/components/views/scheduled/scheduled-list";
import { listScheduled } from "@/lib/domain/scheduled/list-scheduled";
import { currentActor } from "@/lib/doors/page";
import { LIMITS } from "@/lib/shared/limits";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("scheduled"))("title") };
}

export default async function ScheduledPage() {
  const [{ items }, t] = await Promise.all([
    listScheduled(await currentActor(), { limit: LIMITS.pageSize.max }),
    getTranslations("scheduled"),
  ]);

  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={t("title")} />
      <ScheduledList first={items} />
    </main>
  );
}
