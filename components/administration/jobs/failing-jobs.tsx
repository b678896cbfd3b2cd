import { useTranslations } from "next-intl";
import { Moment } from "@/components/ui/moment";
import { Cell, Table } from "@/components/ui/table";
import type { FailingJobView } from "@/lib/shared/views";
import { JobKind } from "./job-kind";
import { RetryJob } from "./retry-job";

/** Jobs whose last attempt failed, with the error, and a button that tries again now. */
export function FailingJobs({ jobs }: { jobs: FailingJobView[] }) {
  const t = useTranslations("jobs");

  return (
    <Table
      label={t("failing")}
      columns={[
        { label: t("failing") },
        { label: t("next"), from: "md" },
        { label: t("actions"), isHidden: true },
      ]}
    >
      {jobs.map(({ id, kind, attempts, error, runAt, failedAt, canRetry }) => (
        <tr key={id}>
          <Cell>
            <p className="font-medium">
              <JobKind kind={kind} />
            </p>
            <p className="text-small wrap-anywhere text-ink-2">{error}</p>
            <p className="text-tiny text-ink-3">
              {t("attempts", { count: attempts })}
              {failedAt && <span className="md:hidden"> · {t("givenUp")}</span>}
            </p>
          </Cell>
          <Cell from="md" className="text-small text-ink-2">
            {failedAt ? t("givenUp") : <Moment at={runAt} />}
          </Cell>
          <Cell className="text-right">{canRetry && <RetryJob job={id} />}</Cell>
        </tr>
      ))}
    </Table>
  );
}
