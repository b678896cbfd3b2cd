"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { SearchBox } from "@/components/ui/fields/search-box";
import { FILE_KINDS } from "@/lib/shared/files/file-kinds";
import type { FileQuery } from "./file-query";
import { PersonFilter } from "./person-filter";

type Filters = { query: FileQuery; onChange: (query: FileQuery) => void };

/** Filters a list of files by name, type and person. */
export function FileFilters({ query, onChange }: Filters) {
  const t = useTranslations("filesPage");

  return (
    <search className="flex flex-none flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <SearchBox
          aria-label={t("search")}
          value={query.q}
          onChange={(event) => onChange({ ...query, q: event.target.value })}
        />
        <PersonFilter person={query.from} onChange={(from) => onChange({ ...query, from })} />
      </div>
      <fieldset aria-label={t("types")} className="flex min-w-0 gap-0.5 overflow-x-auto">
        {[null, ...FILE_KINDS].map((type) => (
          <button
            key={type}
            type="button"
            aria-pressed={query.type === type}
            onClick={() => onChange({ ...query, type })}
            className={clsx(
              "h-8 flex-none rounded-row px-2 text-small font-medium hover:bg-hover pointer-coarse:h-11",
              query.type === type ? "bg-hover text-ink" : "text-ink-2",
            )}
          >
            {t(`kinds.${type ?? "all"}`)}
          </button>
        ))}
      </fieldset>
    </search>
  );
}
