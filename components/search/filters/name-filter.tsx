"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useState } from "react";
import { isComposing } from "@/lib/client/shortcuts/keys";
import { useChoiceKeys } from "@/lib/client/shortcuts/use-choice-keys";
import { Options } from "../field/options";
import { useFilterValue } from "../field/use-filter-words";
import { type Suggestion, useSuggestions } from "../field/use-suggestions";

type NameFilterProps = { of: "from" | "in"; value: string | null; onChange: (value: string | null) => void };

/** Chooses a person or a room by name. */
export function NameFilter({ of, value, onChange }: NameFilterProps) {
  const t = useTranslations("search");
  const id = useId();
  const shown = useFilterValue({ key: of, value: value ?? "" });
  const names = useNames(of, onChange);
  const { isOpen, typed, keys } = names;

  return (
    <div className="relative flex flex-col gap-1.5">
      <label htmlFor={id} className="text-small font-medium">
        {t(`form.${of}`)}
      </label>
      <input
        id={id}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen ? `${id}-list-${keys.chosen}` : undefined}
        aria-autocomplete="list"
        value={typed ?? (value === null ? "" : shown)}
        placeholder={t(`form.any.${of}`)}
        onFocus={() => names.type("")}
        onBlur={() => names.type(null)}
        onChange={({ target }) => names.type(target.value)}
        onKeyDown={names.onKeyDown}
        autoComplete="off"
        className="h-10 rounded-2 border border-line-strong bg-raised px-3 pr-9 outline-none focus:border-focus pointer-coarse:h-11 pointer-coarse:text-title"
      />
      {value !== null && (
        <button
          type="button"
          aria-label={t("removeFilter", { filter: `${t(`form.${of}`)} ${shown}` })}
          onClick={() => onChange(null)}
          className="absolute right-1 bottom-0 grid h-10 w-8 place-items-center text-ink-2 hover:text-ink pointer-coarse:h-11"
        >
          <X size={14} aria-hidden />
        </button>
      )}
      {isOpen && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the press must not take the focus from the field.
        <div onMouseDown={(event) => event.preventDefault()} className="absolute inset-x-0 top-full z-10">
          <Options
            list={keys.list}
            id={`${id}-list`}
            label={t(`form.${of}`)}
            suggestions={names.suggestions}
            at={keys.chosen}
            onPoint={keys.point}
            onTake={names.take}
            className="mt-1 max-h-64 rounded-3 border border-line-strong bg-raised p-1 shadow-layer"
          />
        </div>
      )}
    </div>
  );
}

/** The names that fit what is typed. `typed` is null while the field shows what was chosen. */
function useNames(of: "from" | "in", onChange: (value: string) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const token = { start: 0, end: 0, isNegated: false, key: of, value: typed ?? "" };
  const suggestions = useSuggestions(token);
  const isOpen = typed !== null && suggestions.length > 0;
  const keys = useChoiceKeys(suggestions, take);

  function type(text: string | null) {
    setTyped(text);
    keys.begin();
  }

  function take({ take }: Suggestion) {
    if ("filter" in take) onChange(take.filter.value);
  }

  /** Escape closes the list alone, not the form around it. */
  function onKeyDown(event: KeyboardEvent) {
    if (!isOpen || isComposing(event)) return;
    if (event.key !== "Escape") return keys.onKeyDown(event);
    event.preventDefault();
    event.stopPropagation();
    type(null);
  }

  return { typed, type, suggestions, isOpen, keys, take, onKeyDown };
}
