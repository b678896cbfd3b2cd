"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useState } from "react";
import { isComposing } from "@/lib/client/shortcuts/keys";
import { Option } from "../field/suggestions";
import { useFilterValue } from "../field/use-filter-words";
import { type Suggestion, useSuggestions } from "../field/use-suggestions";

type NameFilterProps = { of: "from" | "in"; value: string | null; onChange: (value: string | null) => void };

/** Chooses a person or a room by name. */
export function NameFilter({ of, value, onChange }: NameFilterProps) {
  const t = useTranslations("search");
  const id = useId();
  const shown = useFilterValue({ key: of, value: value ?? "" });
  const names = useNames(of, onChange);
  const { isOpen, typed, at } = names;

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
        aria-activedescendant={isOpen ? `${id}-list-${at}` : undefined}
        aria-autocomplete="list"
        value={typed ?? (value === null ? "" : shown)}
        placeholder={t(`form.any.${of}`)}
        onFocus={() => names.type("")}
        onBlur={() => names.type(null)}
        onChange={({ target }) => names.type(target.value)}
        onKeyDown={names.onKeyDown}
        autoComplete="off"
        className="h-10 rounded-2 border border-line-strong bg-raised px-3 pr-9 text-small outline-none focus:border-focus pointer-coarse:h-11 pointer-coarse:text-title"
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
      {isOpen && <Names id={`${id}-list`} label={t(`form.${of}`)} names={names} />}
    </div>
  );
}

/** The names that fit what is typed. `typed` is null while the field shows what was chosen. */
function useNames(of: "from" | "in", onChange: (value: string) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const [pointed, point] = useState(0);
  const token = { start: 0, end: 0, isNegated: false, key: of, value: typed ?? "" };
  const suggestions = useSuggestions(token, []);
  const isOpen = typed !== null && suggestions.length > 0;
  const at = Math.min(pointed, suggestions.length - 1);

  function type(text: string | null) {
    setTyped(text);
    point(0);
  }

  function take({ take }: Suggestion) {
    if ("filter" in take) onChange(take.filter.value);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event) || !isOpen) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const choice = suggestions[at];
    if (step) point((at + step + suggestions.length) % suggestions.length);
    else if (event.key === "Enter" && choice) take(choice);
    else if (event.key === "Escape") type(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return { typed, type, suggestions, isOpen, at, point, take, onKeyDown };
}

type NamesProps = { id: string; label: string; names: ReturnType<typeof useNames> };

function Names({ id, label, names: { suggestions, at, point, take } }: NamesProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      onMouseDown={(event) => event.preventDefault()}
      className="absolute inset-x-0 top-full z-10 mt-1 max-h-64 overflow-y-auto rounded-3 border border-line-strong bg-raised p-1 shadow-layer"
    >
      {suggestions.map((suggestion, index) => (
        <Option
          key={suggestion.key}
          id={`${id}-${index}`}
          suggestion={suggestion}
          isMarked={index === at}
          onPoint={() => point(index)}
          onTake={() => take(suggestion)}
        />
      ))}
    </div>
  );
}
