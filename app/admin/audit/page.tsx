import Download from "lucide-react/icons/download";
import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";
import { AuditList } from "@/components/administration/audit/audit-list";
import { AuditPeriod } from "@/components/administration/audit/audit-period";
import { Filters } from "@/components/administration/filters";
import { buttonLook } from "@/components/ui/button";
import { DeskHeading } from "@/components/ui/desk";
import { listAuditEntries } from "@/lib/domain/administration/audit-log";
import { readPerson } from "@/lib/domain/administration/people";
import { currentAdministrator, orNotFound } from "@/lib/doors/page";
import { AUDIT_ACTIONS } from "@/lib/shared/audit-actions";
import { startOfDay } from "@/lib/shared/time-zone";
import { type Given, oneOf, words } from "../../given";

type Props = { searchParams: Promise<Given> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("audit") };
}

export default async function AuditPage({ searchParams }: Props) {
  const given = await searchParams;
  const actor = await currentAdministrator();
  const person = await readPerson(actor, { user: words(given.person) ?? "me" }).catch(() => null);
  const zone = await getTimeZone();
  const [from, to] = [words(given.from), words(given.to)];
  const filter = kept({
    q: words(given.q),
    action: oneOf(AUDIT_ACTIONS, given.action),
    person: words(given.person) && person?.id,
    after: from && startOfDay(from, zone),
    before: to && startOfDay(to, zone, 1),
  });
  const page = await orNotFound(listAuditEntries(actor, filter));
  const t = await getTranslations();
  const query = new URLSearchParams(filter).toString();

  return (
    <>
      <DeskHeading title={t("administration.audit")} text={t("audit.text")}>
        <a
          href={`/api/v1/admin/audit.csv?${query}`}
          download
          className={buttonLook({ look: "quiet", size: "small" })}
        >
          <Download size={16} aria-hidden />
          {t("audit.export")}
        </a>
      </DeskHeading>
      <Filters
        path="/admin/audit"
        search={t("audit.search")}
        q={filter.q}
        choices={[
          {
            name: "action",
            label: t("audit.action"),
            value: filter.action ?? "",
            options: [
              { value: "", label: t("audit.anyAction") },
              ...AUDIT_ACTIONS.map((value) => ({ value, label: t(`audit.actions.${value}`) })),
            ],
          },
        ]}
      >
        <AuditPeriod from={from} to={to} />
        {filter.person && <input type="hidden" name="person" value={filter.person} />}
      </Filters>
      <AuditList
        key={query}
        page={page}
        query={query}
        person={filter.person && person ? { name: person.displayName } : null}
      />
    </>
  );
}

/** A filter without its empty fields. */
function kept<Filter extends Record<string, string | undefined>>(filter: Filter) {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as {
    [Name in keyof Filter]?: string;
  } & Record<string, string>;
}
