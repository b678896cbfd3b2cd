"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { type Query, splitQuery } from "@/lib/client/search/query-text";
import type { Failure, Results } from "@/lib/client/search/result-loader";
import { useFilterKey, useFilterValue } from "../field/use-filter-words";

type StatusProps = {
  asked: string;
  results: Results<unknown>;
  /** True where other sections have found something. */
  hasOthers: boolean;
  onAsk: (query: Query) => void;
  onAgain: () => void;
};

/** The words below the results: nothing asked, nothing found and what to try, a failure, or an end that is not the end. */
export function ResultStatus({ asked, results, hasOthers, onAsk, onAgain }: StatusProps) {
  const t = useTranslations("search");
  const { items, state, failure, isPartial, path, shownPath } = results;
  const isAnswered = state === "whole" && path === shownPath;
  const isEmpty = items.length === 0;

  return (
    <div role="status" className="flex max-w-xl flex-col items-start gap-3 px-2 py-3 text-ink-2 empty:hidden">
      {asked === "" && <p className="group-has-[[data-suggestions]]:invisible">{t("begin")}</p>}
      {asked !== "" && path === null && <p>{t("onlyNegated")}</p>}
      {state === "loading" && isEmpty && !hasOthers && t("searching")}
      {failure && <FailureWords failure={failure} onAgain={onAgain} />}
      {isAnswered && isEmpty && <Nothing {...{ asked, onAsk, isPartial, hasOthers }} />}
      {isAnswered && isPartial && <p className="text-small">{t("partial")}</p>}
    </div>
  );
}

/** The words above the results: the query that was searched instead, and the one that may have been meant. */
export function OtherQuery({ results, onAsk }: Pick<StatusProps, "results" | "onAsk">) {
  const t = useTranslations("search");
  const { state, path, shownPath, suggestion, searchedFor } = results;
  const isAnswered = state === "whole" && path === shownPath;

  return (
    <div
      role="status"
      className="flex flex-none flex-col items-start gap-1 px-5 pt-2 text-ink-2 empty:hidden"
    >
      {isAnswered && searchedFor && <p>{t("searchedFor", { query: searchedFor })}</p>}
      {isAnswered && suggestion && <Suggestion text={suggestion} onAsk={onAsk} />}
    </div>
  );
}

function FailureWords({ failure, onAgain }: { failure: Failure; onAgain: () => void }) {
  const t = useTranslations("search");
  const format = useFormatter();
  const words: Record<Failure["kind"], ReactNode> = {
    offline: t("offline"),
    limited:
      failure.kind === "limited" &&
      t("limited", { seconds: format.number(Math.ceil(failure.retryAfterMs / 1000)) }),
    refused: (failure.kind === "refused" && failure.detail) || t("failed"),
  };

  return (
    <div className="flex flex-wrap items-center gap-3">
      <p>{words[failure.kind]}</p>
      {failure.kind !== "limited" && (
        <Button look="quiet" size="small" onClick={onAgain}>
          {t("again")}
        </Button>
      )}
    </div>
  );
}

/** A query that the server would try: misspelt words mended, or the other keyboard layout. */
function Suggestion({ text, onAsk }: { text: string; onAsk: (query: Query) => void }) {
  const t = useTranslations("search");
  return (
    <p>
      {t.rich("didYouMean", {
        query: () => (
          <button
            type="button"
            onClick={() => onAsk(splitQuery(text))}
            className="font-medium text-accent hover:underline pointer-coarse:min-h-11"
          >
            {text}
          </button>
        ),
      })}
    </p>
  );
}

type NothingProps = Pick<StatusProps, "asked" | "hasOthers" | "onAsk"> & { isPartial: boolean };

function Nothing({ asked, isPartial, hasOthers, onAsk }: NothingProps) {
  const t = useTranslations("search");
  const { filters, typed } = splitQuery(asked);

  return (
    <>
      <p className="text-ink">{t(hasOthers ? "noMessages" : "nothing", { query: typed.trim() || asked })}</p>
      {filters.length > 0 && typed.trim() && (
        <div className="flex flex-col items-start gap-2 text-small">
          <p className="flex flex-wrap items-center gap-1.5">
            {t("held")} <Held filters={filters} />
          </p>
          <Button look="quiet" size="small" onClick={() => onAsk({ filters: [], typed })}>
            {t("withoutFilters")}
          </Button>
        </div>
      )}
      {!isPartial && !hasOthers && <p className="text-small">{t("try")}</p>}
    </>
  );
}

function Held({ filters }: Pick<Query, "filters">) {
  return filters.map((filter) => (
    <span
      key={`${filter.key} ${filter.isNegated} ${filter.value}`}
      className="max-w-full truncate rounded-pill border border-line-strong px-2 text-ink"
    >
      <HeldFilter filter={filter} />
    </span>
  ));
}

function HeldFilter({ filter }: { filter: Query["filters"][number] }) {
  return `${useFilterKey()(filter)} ${useFilterValue(filter)}`;
}
