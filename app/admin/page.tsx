import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";
import { partsToLookAt } from "@/components/administration/overview/health";
import { HealthList } from "@/components/administration/overview/health-list";
import { Lately } from "@/components/administration/overview/lately";
import { OverviewNumbers } from "@/components/administration/overview/overview-numbers";
import { DeskHeading } from "@/components/ui/desk";
import { listAuditEntries } from "@/lib/domain/administration/audit-log";
import { readOverview } from "@/lib/domain/administration/overview/read-overview";
import { currentAdministrator } from "@/lib/doors/page";

/** Entries of the audit log that are shown. */
const LATELY = 6;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("overview") };
}

export default async function OverviewPage() {
  const actor = await currentAdministrator();
  const timeZone = await getTimeZone();
  const [overview, { items }] = await Promise.all([
    readOverview(actor, { timeZone }),
    listAuditEntries(actor, { limit: LATELY }),
  ]);
  const t = await getTranslations();

  return (
    <>
      <DeskHeading
        title={t("administration.overview")}
        text={t("overview.summary", { count: partsToLookAt(overview).length })}
      />
      <OverviewNumbers overview={overview} />
      <div className="grid gap-x-12 gap-y-8 pt-6 lg:grid-cols-[minmax(0,1fr)_22.5rem]">
        <HealthList overview={overview} />
        <Lately entries={items} />
      </div>
    </>
  );
}
