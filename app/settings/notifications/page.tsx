import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { NoticesForm } from "@/components/settings/notices-form";
import { DeskHeading } from "@/components/ui/desk";
import { Section } from "@/components/ui/section";
import { currentActor } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("notifications") };
}

export default async function NotificationsPage() {
  await currentActor();
  const t = await getTranslations();

  return (
    <>
      <DeskHeading title={t("settings.notifications")} text={t("noticeSettings.about")} />
      <Section title={t("noticeSettings.device")} text={t("noticeSettings.deviceText")}>
        <NoticesForm />
      </Section>
      <Section title={t("noticeSettings.which")} text={t("noticeSettings.whichText")}>
        <p>
          <Link href="/settings/quiet" className="text-accent underline underline-offset-3">
            {t("settings.quiet")}
          </Link>
        </p>
      </Section>
    </>
  );
}
