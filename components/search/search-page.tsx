"use client";

import PanelLeft from "lucide-react/icons/panel-left";
import Sliders from "lucide-react/icons/sliders-horizontal";
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { NowPlayingIfAny } from "@/components/room/page-header";
import { useOpenSidebar } from "@/components/shell/shell";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { useIsNarrow } from "@/lib/client/page/use-is-wide";
import type { Query } from "@/lib/client/search/query-text";
import { untakeFilter } from "@/lib/client/search/take-suggestion";
import { useSearch } from "@/lib/client/search/use-search";
import { Chips } from "./field/chips";
import { SearchField } from "./field/search-field";
import { Results } from "./results/results";
import { resultsIn, useResultList } from "./results/use-result-list";
import { useFirstFocus } from "./use-first-focus";

const FiltersDialog = onDemand<{ query: Query; onChange: (query: Query) => void; onClose: () => void }>(
  () => import("./filters/filters-dialog"),
);

/** The page of the search: the field above, the results below it, and the messages around the chosen one beside them. */
export function SearchPage() {
  const t = useTranslations("search");
  const search = useSearch();
  const field = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLElement>(null);
  const list = useResultList(search.memory, search.leave);
  const [isFiltering, filter] = useState(false);
  const openSidebar = useOpenSidebar();
  const isNarrow = useIsNarrow();
  const { query } = search;
  const chips = <QueryChips search={search} field={field} isNarrow={isNarrow} />;
  useFirstFocus(field, box, search.memory);

  function ask(next: Query) {
    search.finish(next);
    field.current?.focus();
  }

  return (
    <main className="group flex min-w-0 flex-1 flex-col">
      <h1 className="sr-only">{t("title")}</h1>
      <header className="flex min-h-13 flex-none flex-wrap items-center gap-2 border-line px-2 py-2 max-md:pr-4 max-md:pb-0 md:border-b md:px-5">
        <IconButton label={t("showRooms")} onClick={openSidebar} className="md:hidden pointer-coarse:size-11">
          <PanelLeft size={18} aria-hidden />
        </IconButton>
        <SearchField
          field={field}
          query={query}
          chips={!isNarrow && chips}
          onChange={search.change}
          onDone={search.finish}
          onDown={() => box.current && resultsIn(box.current)[0]?.focus()}
        />
        {isNarrow && <ChipRow onFilters={() => filter(true)}>{chips}</ChipRow>}
      </header>
      <NowPlayingIfAny />
      <Results
        search={search}
        list={list}
        box={box}
        onFilters={() => filter(true)}
        onAsk={ask}
        toField={() => field.current?.focus()}
      />
      {isFiltering && <FiltersDialog query={query} onChange={search.finish} onClose={() => filter(false)} />}
    </main>
  );
}

type QueryChipsProps = {
  search: ReturnType<typeof useSearch>;
  field: RefObject<HTMLInputElement | null>;
  isNarrow: boolean;
};

/** The filters of the query. */
function QueryChips({ search: { query, change }, field, isNarrow }: QueryChipsProps) {
  return (
    <Chips
      filters={query.filters}
      onEdit={(filter) => {
        change(untakeFilter(query, filter));
        field.current?.focus();
      }}
      onRemove={(filter) => {
        change({ ...query, filters: query.filters.filter((other) => other !== filter) });
        // On a phone the focus would open the keyboard.
        if (!isNarrow) field.current?.focus();
      }}
    />
  );
}

/** Below the field of a phone: the filters, and the form of them. */
function ChipRow({ onFilters, children }: { onFilters: () => void; children: ReactNode }) {
  const t = useTranslations("search");
  return (
    <div className="-mr-4 flex w-full flex-none gap-2 overflow-x-auto pr-4 pl-2">
      {children}
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={onFilters}
        className="flex h-8 flex-none items-center gap-1.5 rounded-pill border border-line-strong px-3 text-small font-medium text-ink-2 pointer-coarse:h-11"
      >
        <Sliders size={16} aria-hidden />
        {t("filters")}
      </button>
    </div>
  );
}
