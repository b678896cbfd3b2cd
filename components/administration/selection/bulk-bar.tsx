"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { BulkReport } from "./bulk-report";
import { useSelection } from "./selection";
import { useBulk } from "./use-bulk";

type Bulk = ReturnType<typeof useBulk>;
const BulkContext = createContext<Bulk | null>(null);

/** The run of the bar's actions. */
export function useBulkRun(): Pick<Bulk, "run" | "isRunning"> {
  const bulk = use(BulkContext);
  if (!bulk) throw new Error("There is no BulkBar around this component.");
  return bulk;
}

/** The bar at the bottom of the page with actions on the chosen rows, and the report of the last action. */
export function BulkBar({ children }: { children: ReactNode }) {
  const t = useTranslations("selection");
  const { chosen, choose } = useSelection();
  const bulk = useBulk();
  const isShown = chosen.length > 0 || bulk.report !== null;

  function close() {
    choose([]);
    bulk.clear();
  }

  return (
    <BulkContext value={bulk}>
      {isShown && <div className="h-24" />}
      <section
        aria-label={t("bar")}
        className="pointer-events-none fixed inset-x-3 bottom-4 z-20 flex justify-center md:left-58"
      >
        {isShown && (
          <div className="pointer-events-auto flex max-w-full animate-settle flex-col rounded-3 border border-line-strong bg-raised shadow-layer">
            <BulkReport bulk={bulk} />
            <div className="flex flex-wrap items-center gap-x-1 px-2 py-1.5">
              <span role="status" className="px-2 text-small font-semibold tabular-nums">
                {chosen.length > 0 && t("count", { count: chosen.length })}
              </span>
              {chosen.length > 0 && children}
              <IconButton label={t("clear")} onClick={close} disabled={bulk.isRunning} className="ml-auto">
                <X size={16} aria-hidden />
              </IconButton>
            </div>
          </div>
        )}
      </section>
    </BulkContext>
  );
}
