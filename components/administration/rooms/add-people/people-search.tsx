"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Field } from "@/components/ui/fields/field";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { CandidateCheck, type Choosing } from "./candidate-check";
import { findCandidates } from "./find-candidates";
import { FoundList } from "./found-list";
import { isList } from "./pasted-names";
import { useSearch } from "./use-search";

/** Searches people, with checkboxes. A pasted list is passed to `onPaste`. */
export function PeopleSearch({
  onPasteList,
  ...choosing
}: Choosing & { onPasteList: (list: string) => void }) {
  const t = useTranslations("addMembers");
  const [words, type] = useState("");
  const { room } = choosing;
  const { found, is, again } = useSearch(
    words,
    useCallback((asked: string) => findCandidates(asked, room), [room]),
  );

  return (
    <div className="flex flex-col gap-2">
      <Field
        label={t("search")}
        type="search"
        value={words}
        autoComplete="off"
        maxLength={BROWSER_LIMITS.searchLength}
        autoFocus
        onChange={(event) => type(event.currentTarget.value)}
        onPaste={(event) => {
          const text = event.clipboardData.getData("text");
          if (!isList(text)) return;
          event.preventDefault();
          onPasteList(text);
        }}
      />
      <FoundList
        label={t("find")}
        state={is}
        isEmpty={!found || found.items.length === 0}
        hasMore={found?.hasMore ?? false}
        onAgain={again}
        words={{
          loading: t("loading"),
          failed: t("failed"),
          again: t("again"),
          nothing: t("nobody"),
          more: t("more"),
        }}
      >
        {found?.items.map((one) => (
          <CandidateCheck key={one.id} one={one} {...choosing} />
        ))}
      </FoundList>
    </div>
  );
}
