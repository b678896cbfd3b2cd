"use client";

import { clsx } from "clsx";
import ListFilter from "lucide-react/icons/list-filter";
import Sliders from "lucide-react/icons/sliders-horizontal";
import { useFormatter, useTranslations } from "next-intl";
import { Menu } from "@/components/ui/menus/menu";
import type { MenuEntry } from "@/components/ui/menus/menu-list";
import { GROUPINGS, type SearchOrder, SORTS } from "@/lib/client/search/search-order";

export const SECTIONS = ["all", "messages", "files", "people", "rooms"] as const;
export type Section = (typeof SECTIONS)[number];

/** The number of results at which the server stops counting. */
const MOST = 1_000;

type TabsProps = {
  /** False before anything was asked: there is nothing to choose from but the filters. */
  isAsked: boolean;
  section: Section;
  counts: Record<Section, string>;
  order: SearchOrder;
  onSection: (section: Section) => void;
  onOrder: (order: SearchOrder) => void;
  onFilters: () => void;
};

/** The line above the results: their sections with counts, the order, and the filters. */
export function ResultTabs({ isAsked, section, counts, order, onSection, onOrder, onFilters }: TabsProps) {
  const t = useTranslations("search");
  const shown = SECTIONS.filter(
    (each) => isAsked && (each === "all" || each === section || counts[each] !== ""),
  );
  // With more sections than these, in a column of 35 rem the words would take the place of the last ones.
  const words = shown.length > 3 ? "sr-only" : "max-md:sr-only";

  return (
    <div className="flex flex-none items-center gap-1 px-3 pt-3 pb-1 max-md:border-b max-md:border-line max-md:pt-1 max-md:pb-0">
      <fieldset
        aria-label={t("sections")}
        className="flex min-w-0 flex-1 gap-1 overflow-x-auto max-md:-ml-1 max-md:gap-0"
      >
        {shown.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={section === each}
            onClick={() => onSection(each)}
            className={clsx(
              "h-7 flex-none rounded-row px-2 text-small font-medium hover:bg-hover max-md:rounded-none max-md:border-y-2 max-md:border-transparent max-md:bg-transparent! pointer-coarse:h-11",
              section === each ? "bg-hover text-ink max-md:border-b-accent" : "text-ink-2",
            )}
          >
            {t(`section.${each}`)} <span className="tabular-nums">{counts[each]}</span>
          </button>
        ))}
      </fieldset>
      {isAsked && <OrderMenu order={order} onOrder={onOrder} words={words} />}
      <button
        type="button"
        aria-haspopup="dialog"
        title={t("filters")}
        onClick={onFilters}
        className={clsx(BUTTON, "max-md:hidden")}
      >
        <Sliders size={16} aria-hidden />
        <span className={words}>{t("filters")}</span>
      </button>
    </div>
  );
}

const BUTTON =
  "flex h-7 flex-none items-center gap-1.5 rounded-row px-2 text-small font-medium text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center";

/** Formats a number of results: "24", "1,000+". `most` is the number at which counting stops. */
export function useCount(): (count: number, most?: number) => string {
  const format = useFormatter();
  return (count, most = MOST) => (count >= most ? `${format.number(most)}+` : format.number(count));
}

function OrderMenu({ order, onOrder, words }: Pick<TabsProps, "order" | "onOrder"> & { words: string }) {
  const t = useTranslations("search");
  const entries: MenuEntry[] = [
    {
      kind: "choices",
      label: t("sort.title"),
      value: order.sort,
      options: SORTS.map((value) => ({ value, label: t(`sort.${value}`) })),
      onChoose: (sort) => onOrder({ ...order, sort: sort as SearchOrder["sort"] }),
    },
    { kind: "line" },
    {
      kind: "choices",
      label: t("group.title"),
      value: order.grouping,
      options: GROUPINGS.map((value) => ({ value, label: t(`group.${value}`) })),
      onChoose: (grouping) => onOrder({ ...order, grouping: grouping as SearchOrder["grouping"] }),
    },
  ];

  return (
    <Menu
      entries={entries}
      trigger={(opening) => (
        <button type="button" title={t("order")} className={BUTTON} {...opening}>
          <ListFilter size={16} aria-hidden />
          <span className={words}>{t(`sort.${order.sort}`)}</span>
        </button>
      )}
    />
  );
}
