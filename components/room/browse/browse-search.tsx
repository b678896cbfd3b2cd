"use client";

import Form from "next/form";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { SearchBox } from "@/components/ui/fields/search-box";
import { Select } from "@/components/ui/fields/select";
import type { Sort } from "./merge-rooms";

const SORTS = ["activity", "name", "members"] as const satisfies readonly Sort[];
const PAUSE_MS = 250;

const addressOf = (q: string, sort: Sort) => {
  const query = new URLSearchParams({ ...(q && { q }), ...(sort !== "activity" && { sort }) }).toString();
  return query ? `/rooms?${query}` : "/rooms";
};

/** Searches room names on input, and sorts the results; without a script, on Enter. */
export function BrowseSearch({ q, sort }: { q: string; sort: Sort }) {
  const t = useTranslations("browse");
  const router = useRouter();
  const [typed, type] = useState(q);

  useEffect(() => {
    if (typed === q) return;
    const timer = setTimeout(() => router.replace(addressOf(typed, sort), { scroll: false }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [router, typed, q, sort]);

  return (
    <Form action="/rooms" role="search" className="flex flex-wrap gap-2">
      <SearchBox
        name="q"
        aria-label={t("search")}
        value={typed}
        onChange={(event) => type(event.target.value)}
      />
      <Select
        name="sort"
        aria-label={t("sort")}
        value={sort}
        onChoose={(chosen) => router.replace(addressOf(typed, chosen as Sort), { scroll: false })}
        options={SORTS.map((value) => ({ value, label: t(`by.${value}`) }))}
      />
    </Form>
  );
}
