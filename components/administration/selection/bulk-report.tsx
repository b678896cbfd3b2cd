"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal } from "@/lib/shared/errors";
import type { useBulk } from "./use-bulk";

/** The progress of a bulk action; then how many rows were changed, and the reason for each that was not. */
export function BulkReport({ bulk: { report, isRunning, retry } }: { bulk: ReturnType<typeof useBulk> }) {
  const t = useTranslations("selection");
  if (!report) return null;
  const { tried, total, failures } = report;
  const done = total - failures.length;

  return (
    <div className="border-b border-line px-4 py-2.5 text-small">
      <p role="status">{isRunning ? t("running", { tried, total }) : done > 0 && report.task.done(done)}</p>
      {!isRunning && failures.length > 0 && (
        <div role="alert" className="flex flex-col items-start gap-1.5 pt-1">
          <p className="text-danger">{t("failed", { count: failures.length })}</p>
          <ul className="max-h-40 w-full overflow-y-auto">
            {failures.map(({ item, refusal }) => (
              <li key={item.id} className="break-words">
                <span className="font-medium">{item.name}</span>
                {" · "}
                <Reason refusal={refusal} />
              </li>
            ))}
          </ul>
          <Button look="quiet" size="small" onClick={() => void retry()}>
            {t("retry")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Reason({ refusal }: { refusal: Refusal }) {
  const errors = useRefusal(refusal);
  const [first] = refusal.errors ?? [];
  return <span className="text-ink-2">{errors.all ?? (first ? errors.of(first.path) : refusal.detail)}</span>;
}
