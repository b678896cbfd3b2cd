import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SessionList } from "@/components/settings/sessions/session-list";
import { DeskHeading } from "@/components/ui/desk";
import { listSessions } from "@/lib/domain/accounts/sessions/sessions";
import { currentActor } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("sessions") };
}

export default async function SessionsPage() {
  const { items } = await listSessions(await currentActor(), {});
  const t = await getTranslations();

  return (
    <>
      <DeskHeading title={t("settings.sessions")} text={t("sessions.text")} />
      <SessionList sessions={items} />
    </>
  );
}
