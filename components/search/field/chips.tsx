"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import type { Filter } from "@/lib/client/search/query-text";
import { useFilterKey, useFilterValue } from "./use-filter-words";

type ChipsProps = {
  filters: readonly Filter[];
  onEdit: (filter: Filter) => void;
  onRemove: (filter: Filter) => void;
};

/** The complete filters of a query. */
export function Chips({ filters, onEdit, onRemove }: ChipsProps) {
  return filters.map((filter) => (
    <Chip
      key={`${filter.key} ${filter.isNegated} ${filter.value}`}
      filter={filter}
      onEdit={() => onEdit(filter)}
      onRemove={() => onRemove(filter)}
    />
  ));
}

type ChipProps = { filter: Filter; onEdit: () => void; onRemove: () => void };

const CHIP =
  "flex h-6 min-w-0 max-w-full flex-none items-center rounded-pill border border-line-strong bg-raised text-small max-md:h-8 pointer-coarse:h-9 max-md:pointer-coarse:h-11";

/** A filter: a click edits it as text, its cross removes it, as do Delete and Backspace. */
function Chip({ filter, onEdit, onRemove }: ChipProps) {
  const t = useTranslations("search");
  const value = useFilterValue(filter);
  const name = useFilterKey()(filter);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    onRemove();
  }

  return (
    <span className={CHIP}>
      <button
        type="button"
        data-chip
        aria-label={t("editFilter", { filter: `${name} ${value}` })}
        onClick={onEdit}
        onKeyDown={onKeyDown}
        className="flex h-full min-w-0 items-center gap-1 rounded-pill pl-2 hover:text-accent"
      >
        <span className="flex-none text-ink-3">{name}</span>
        <bdi className="truncate">{value}</bdi>
      </button>
      <button
        type="button"
        aria-label={t("removeFilter", { filter: `${name} ${value}` })}
        title={t("remove")}
        onClick={onRemove}
        className="grid h-full w-6 flex-none place-items-center rounded-pill text-ink-2 hover:text-ink pointer-coarse:w-9 max-md:pointer-coarse:w-11"
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  );
}
