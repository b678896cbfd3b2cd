import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RemindersList } from "@/components/reminders/reminders-list";
import { PageHeader } from "@/components/room/page-header";
import { listReminders } from "@/lib/domain/reminders/list-reminders";
import { currentActor } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reminders"))("title") };
}

export default async function RemindersPage() {
  const actor = await currentActor();
  const [upcoming, past, t] = await Promise.all([
    listReminders(actor, {}),
    listReminders(actor, { state: "past" }),
    getTranslations("reminders"),
  ]);

  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={t("title")} />
      <RemindersList upcoming={upcoming} past={past} />
    </main>
  );
}
