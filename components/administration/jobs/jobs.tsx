import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";
import { Cell, Table } from "@/components/ui/table";
import type { JobCounts, JobsView } from "@/lib/shared/views";
import { FailingJobs } from "./failing-jobs";
import { JobKind } from "./job-kind";

/** The background work of the workspace: how much waits, and what fails. */
export function Jobs({ jobs: { counts, failing } }: { jobs: JobsView }) {
  const t = useTranslations("jobs");

  return (
    <Section title={t("title")} text={t("text")}>
      {counts.length === 0 ? <p className="text-ink-2">{t("none")}</p> : <CountTable counts={counts} />}
      {failing.length > 0 && <FailingJobs jobs={failing} />}
    </Section>
  );
}

function CountTable({ counts }: { counts: JobCounts[] }) {
  const t = useTranslations("jobs");

  return (
    <Table
      label={t("title")}
      columns={[
        { label: t("kind") },
        { label: t("waiting") },
        { label: t("running"), from: "md" },
        { label: t("failed") },
      ]}
    >
      {counts.map(({ kind, waiting, running, failed }) => (
        <tr key={kind}>
          <Cell>
            <JobKind kind={kind} />
          </Cell>
          <Cell className="tabular-nums">{waiting}</Cell>
          <Cell from="md" className="tabular-nums">
            {running}
          </Cell>
          <Cell className="tabular-nums">{failed}</Cell>
        </tr>
      ))}
    </Table>
  );
}
