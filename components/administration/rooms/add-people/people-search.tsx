"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { CandidateCheck, type Choosing } from "./candidate-check";
import { findCandidates } from "./find-candidates";
import { isList } from "./pasted-names";
import { SearchList } from "./search-list";

/** Searches people, with checkboxes. A pasted list is passed to `onPasteList`. */
export function PeopleSearch({
  onPasteList,
  ...choosing
}: Choosing & { onPasteList: (list: string) => void }) {
  const t = useTranslations("addMembers");
  const { room } = choosing;

  return (
    <SearchList
      search={t("search")}
      label={t("find")}
      words={{
        loading: t("loading"),
        failed: t("failed"),
        again: t("again"),
        nothing: t("nobody"),
        more: t("more"),
      }}
      ask={useCallback((asked: string) => findCandidates(asked, room), [room])}
      onPaste={(event) => {
        const text = event.clipboardData.getData("text");
        if (!isList(text)) return;
        event.preventDefault();
        onPasteList(text);
      }}
    >
      {({ items }) => items.map((one) => <CandidateCheck key={one.id} one={one} {...choosing} />)}
    </SearchList>
  );
}
