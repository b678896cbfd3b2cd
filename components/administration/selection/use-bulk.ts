import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Refusal, Reply } from "@/lib/shared/errors";
import { type Selectable, useSelection } from "./selection";

/** A change of every chosen row. */
export type BulkTask = {
  /** Asks the server for the change of one row. */
  ask: (item: Selectable) => Promise<Reply<unknown>>;
  /** Says how many rows were changed. */
  done: (count: number) => string;
};

type Report = {
  task: BulkTask;
  /** Rows tried so far, of all. */
  tried: number;
  total: number;
  failures: { item: Selectable; refusal: Refusal }[];
};

/**
 * Changes the chosen rows one after the other. Rows that are changed are no longer chosen; those that are refused stay
 * chosen, with the reason, for another attempt.
 */
export function useBulk() {
  const { choose } = useSelection();
  const router = useRouter();
  const [report, tell] = useState<Report | null>(null);

  async function run(task: BulkTask, items: readonly Selectable[]) {
    const failures: Report["failures"] = [];
    for (const [tried, item] of items.entries()) {
      tell({ task, tried, total: items.length, failures });
      const reply = await task.ask(item);
      if (!reply.ok) failures.push({ item, refusal: reply.error });
    }
    tell({ task, tried: items.length, total: items.length, failures });
    choose(failures.map(({ item }) => item.id));
    router.refresh();
  }

  const retry = () =>
    report &&
    run(
      report.task,
      report.failures.map(({ item }) => item),
    );
  return {
    report,
    isRunning: report !== null && report.tried < report.total,
    run,
    retry,
    clear: () => tell(null),
  };
}
