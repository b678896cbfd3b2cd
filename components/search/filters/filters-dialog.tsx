"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { Check } from "@/components/ui/fields/check";
import { Field } from "@/components/ui/fields/field";
import { type Filter, type Query, searchedText, splitQuery } from "@/lib/client/search/query-text";
import type { FilterKey } from "@/lib/shared/search/parse-query";
import { VALUES } from "../field/use-filter-words";
import { DayFilter } from "./day-filter";
import { NameFilter } from "./name-filter";

type FiltersProps = { query: Query; onChange: (query: Query) => void; onClose: () => void };

/** The filters of a search as a form. It changes the same query as the field. */
export default function FiltersDialog({ query, onChange, onClose }: FiltersProps) {
  const t = useTranslations("search");
  return (
    <Dialog title={t("filters")} isOpen onOpenChange={onClose}>
      <Form query={query} onChange={onChange} onClose={onClose} />
    </Dialog>
  );
}

function Form({ query, onChange, onClose }: FiltersProps) {
  const t = useTranslations("search");
  // An operator whose value is missing is no word.
  const [beginning] = useState(() => splitQuery(searchedText(query)));
  const [typed, type] = useState(beginning.typed);
  const [filters, setFilters] = useState(beginning.filters);
  const valueAt = (key: FilterKey) =>
    filters.find((each) => each.key === key && !each.isNegated)?.value ?? null;

  function set(key: FilterKey, value: string | null) {
    setFilters((all) => withValue(all, key, value));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    onChange({ filters, typed });
    onClose();
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={t("form.words")}
        value={typed}
        onChange={({ target }) => type(target.value)}
        autoComplete="off"
        className="pointer-coarse:h-11 pointer-coarse:text-title"
      />
      <NameFilter
        key={`from ${valueAt("from")}`}
        of="from"
        value={valueAt("from")}
        onChange={(value) => set("from", value)}
      />
      <NameFilter
        key={`in ${valueAt("in")}`}
        of="in"
        value={valueAt("in")}
        onChange={(value) => set("in", value)}
      />
      <div className="grid grid-cols-2 gap-3">
        <DayFilter of="after" value={valueAt("after")} onChange={(value) => set("after", value)} />
        <DayFilter of="before" value={valueAt("before")} onChange={(value) => set("before", value)} />
      </div>
      <Choices of="has" filters={filters} onChange={setFilters} />
      <Choices of="is" filters={filters} onChange={setFilters} />
      <WithoutBots filters={filters} onChange={setFilters} />
      {/* Always in sight: the form may be higher than the screen. */}
      <div className="sticky bottom-0 -mx-5 -mb-5 flex flex-wrap justify-end gap-2 rounded-b-3 bg-raised px-5 pt-2 pb-5">
        <Button look="quiet" onClick={() => setFilters([])}>
          {t("form.clear")}
        </Button>
        <Button type="submit">{t("form.search")}</Button>
      </div>
    </form>
  );
}

/** Sets the one value of a key; null removes it. Negated filters stay. */
function withValue(filters: readonly Filter[], key: FilterKey, value: string | null): Filter[] {
  const others = filters.filter((each) => each.key !== key || each.isNegated);
  return value === null ? others : [...others, { key, value, isNegated: false }];
}

type ChoicesProps = {
  of: "has" | "is";
  filters: readonly Filter[];
  onChange: (filters: readonly Filter[]) => void;
};

const isOfBots = ({ key, value }: Filter) => key === "is" && value.toLowerCase() === "bot";

/** A switch that leaves out what bots wrote: `-is:bot`. */
function WithoutBots({ filters, onChange }: Omit<ChoicesProps, "of">) {
  const t = useTranslations("search.form");
  const others = filters.filter((filter) => !isOfBots(filter));
  return (
    <Check
      label={t("withoutBots")}
      checked={filters.some((filter) => isOfBots(filter) && filter.isNegated)}
      onChange={({ target }) =>
        onChange(target.checked ? [...others, { key: "is", value: "bot", isNegated: true }] : others)
      }
    />
  );
}

/** The values of `has:` or `is:` as buttons that are pressed or not. Bots have a switch of their own. */
function Choices({ of, filters, onChange }: ChoicesProps) {
  const t = useTranslations("search");
  const isOf = (filter: Filter, value: string) => filter.key === of && filter.value.toLowerCase() === value;
  const isChosen = (value: string) => filters.some((each) => isOf(each, value) && !each.isNegated);

  /** A choice takes the place of its negation. */
  function toggle(value: string) {
    const others = filters.filter((each) => !isOf(each, value));
    onChange(isChosen(value) ? others : [...others, { key: of, value, isNegated: false }]);
  }

  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-small font-medium">{t(`form.${of}`)}</legend>
      <div className="flex flex-wrap gap-1.5">
        {offered(of).map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={isChosen(value)}
            onClick={() => toggle(value)}
            className="h-7 rounded-pill border border-line-strong px-2.5 text-small aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent pointer-coarse:h-11"
          >
            {valueWord(t, of, value)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

const offered = (of: "has" | "is"): readonly string[] => VALUES[of].filter((value) => value !== "bot");

type Texts = ReturnType<typeof useTranslations<"search">>;
const valueWord = (t: Texts, of: "has" | "is", value: string) =>
  of === "has"
    ? t(`has.${value as (typeof VALUES.has)[number]}`)
    : t(`is.${value as (typeof VALUES.is)[number]}`);
