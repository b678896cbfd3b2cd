import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QuietHoursForm } from "@/components/settings/quiet-hours-form";
import { QuietNowForm } from "@/components/settings/quiet-now-form";
import { DeskHeading } from "@/components/ui/desk";
import { Section } from "@/components/ui/section";
import { readAccount } from "@/lib/domain/people/read-account";
import { currentActor } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("quiet") };
}

export default async function QuietPage() {
  const account = await readAccount(await currentActor(), {});
  const t = await getTranslations();

  return (
    <>
      <DeskHeading title={t("settings.quiet")} text={t("quiet.text")} />
      <Section title={t("quiet.now")}>
        <QuietNowForm quietUntil={account.quietUntil} />
      </Section>
      <Section
        title={t("quiet.schedule")}
        text={t("quiet.scheduleText", { zone: account.timeZone ?? "UTC" })}
      >
        <QuietHoursForm quietHours={account.quietHours} />
      </Section>
    </>
  );
}
