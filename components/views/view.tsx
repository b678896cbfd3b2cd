"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { LongList } from "@/components/ui/lists/long-list";
import type { Row } from "@/components/ui/lists/plain-rows";

type ViewProps = {
  label: string;
  rows: readonly Row[];
  state: "loading" | "whole" | "failed";
  /** The content of an empty view. */
  empty: ReactNode;
  /** Stands for rows that have not arrived; a word by default. */
  loading?: ReactNode;
  /** The content after the last row. */
  end?: ReactNode;
  onNearEnd?: () => void;
  onAgain: () => void;
};

/** The rows of a view across all rooms, or the reason why there are none. */
export function View({ label, rows, state, empty, loading, end, onNearEnd, onAgain }: ViewProps) {
  const t = useTranslations("views");

  return (
    <LongList rows={rows} label={label} className="pb-6" {...(onNearEnd && { onNearEnd })}>
      {state === "loading" && rows.length === 0 && loading}
      <Status>
        {state === "loading" && rows.length === 0 && !loading && t("loading")}
        {state === "whole" && (rows.length === 0 ? empty : end)}
        {state === "failed" && (
          <>
            {t("failed")}
            <Button look="quiet" size="small" onClick={onAgain}>
              {t("again")}
            </Button>
          </>
        )}
      </Status>
    </LongList>
  );
}

const Status = ({ children }: { children: ReactNode }) => (
  <div
    role="status"
    className="flex max-w-xl flex-wrap items-center gap-3 px-4 py-4 text-ink-2 empty:hidden md:px-5"
  >
    {children}
  </div>
);
