"use client";

import PanelLeft from "lucide-react/icons/panel-left";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { NowPlayingIfAny } from "@/components/room/page-header";
import { useOpenSidebar } from "@/components/shell/shell";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import type { Query } from "@/lib/client/search/query-text";
import { useSearch } from "@/lib/client/search/use-search";
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
  useFirstFocus(field, box, search.memory);

  function ask(query: Query) {
    search.finish(query);
    field.current?.focus();
  }

  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <h1 className="sr-only">{t("title")}</h1>
      <header className="flex min-h-13 flex-none items-center gap-2 border-b border-line px-2 py-2 md:px-5">
        <IconButton label={t("showRooms")} onClick={openSidebar} className="md:hidden pointer-coarse:size-11">
          <PanelLeft size={18} aria-hidden />
        </IconButton>
        <SearchField
          field={field}
          query={search.query}
          onChange={search.change}
          onDone={search.finish}
          onDown={() => box.current && resultsIn(box.current)[0]?.focus()}
        />
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
      {isFiltering && (
        <FiltersDialog query={search.query} onChange={search.finish} onClose={() => filter(false)} />
      )}
    </main>
  );
}
