"use client";

import { type ClipboardEvent, type ReactNode, useState } from "react";
import { Field } from "@/components/ui/fields/field";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { FoundList, type FoundWords } from "./found-list";
import { useSearch } from "./use-search";

type SearchListProps<T> = {
  /** Label of the search field. */
  search: string;
  /** Label of the results. */
  label: string;
  words: FoundWords;
  /** A problem with the choice, which a form around the list reports when it is submitted. */
  problem?: string;
  /** Resolves to null on failure; must be a stable function for the same search. */
  ask: (words: string) => Promise<T | null>;
  onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void;
  children: (found: T) => ReactNode;
};

/** A search with checkboxes for its results. Enter searches and does not submit a form around it. */
export function SearchList<T extends { items: readonly unknown[]; hasMore: boolean }>({
  search,
  label,
  words,
  problem = "",
  ask,
  onPaste,
  children,
}: SearchListProps<T>) {
  const [typed, type] = useState("");
  const { found, is, again } = useSearch(typed, ask);

  return (
    <div className="flex flex-col gap-2">
      <Field
        ref={(input) => input?.setCustomValidity(problem)}
        label={search}
        type="search"
        value={typed}
        autoComplete="off"
        maxLength={BROWSER_LIMITS.searchLength}
        autoFocus
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        onPaste={onPaste}
      />
      <FoundList
        label={label}
        state={is}
        isEmpty={!found || found.items.length === 0}
        hasMore={found?.hasMore ?? false}
        onAgain={again}
        words={words}
      >
        {found && children(found)}
      </FoundList>
    </div>
  );
}
