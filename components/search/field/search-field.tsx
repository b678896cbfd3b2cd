"use client";

import Search from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { type FocusEvent, type KeyboardEvent, type ReactNode, type RefObject, useId } from "react";
import { useIsNarrow } from "@/lib/client/page/use-is-wide";
import { EMPTY, type Query, settle } from "@/lib/client/search/query-text";
import { untakeFilter } from "@/lib/client/search/take-suggestion";
import { isComposing } from "@/lib/client/shortcuts/keys";
import { LIMITS } from "@/lib/shared/limits";
import { Suggestions } from "./suggestions";
import { type ChangeQuery, useSuggesting } from "./use-suggesting";

type FieldProps = {
  field: RefObject<HTMLInputElement | null>;
  query: Query;
  /** The filters before the typed words; on a phone they are below the field. */
  chips: ReactNode;
  onChange: ChangeQuery;
  /** Enter: nothing more is typed. */
  onDone: (query: Query) => void;
  /** The key that leads from the field to the results. */
  onDown: () => void;
};

/** The field of the search: filters as chips, words, and suggestions while it is being typed. */
export function SearchField(props: FieldProps) {
  const { field, query, chips, onChange } = props;
  const isFilled = query.typed !== "" || query.filters.length > 0;

  function clear() {
    onChange(EMPTY);
    field.current?.focus();
  }

  return (
    <search className="flex min-h-9 min-w-0 flex-1 items-start gap-2 rounded-2 border border-line-strong bg-raised pr-1 pl-3 focus-within:border-focus max-md:relative pointer-coarse:min-h-11">
      <Search size={16} aria-hidden className="mt-2.25 flex-none text-ink-3 pointer-coarse:mt-3.25" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 py-1.25">
        {chips}
        <Typing {...props} />
      </div>
      {isFilled && <Clear onClear={clear} />}
    </search>
  );
}

/** The place where the query is typed, and the list of suggestions below it. */
function Typing({ field, query, onChange, onDone, onDown }: FieldProps) {
  const id = useId();
  const list = useSuggesting(field, query, onChange);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event)) return;
    const act = list.onKeyDown(event) ? () => {} : actOfKey(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  function actOfKey({ key, currentTarget }: KeyboardEvent<HTMLInputElement>): (() => void) | null {
    const last = query.filters.at(-1);
    const isAtStart = currentTarget.selectionStart === 0 && currentTarget.selectionEnd === 0;
    if (key === "Backspace" && isAtStart && last) return () => onChange(untakeFilter(query, last));
    if (key === "Enter") {
      return () => {
        list.close();
        onDone(settle(query, -1));
      };
    }
    if (key === "ArrowDown") return onDown;
    if (key === "Escape" && (query.typed || last)) {
      return () => {
        onChange(EMPTY);
        list.open();
      };
    }
    return null;
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (!currentTarget.contains(relatedTarget)) list.close();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus has left.
    <div onBlur={onBlur} className="min-w-32 flex-1 md:relative">
      <Input id={id} field={field} query={query} list={list} onKeyDown={onKeyDown} />
      {list.isOpen && (
        <Suggestions
          id={id}
          token={list.token}
          suggestions={list.suggestions}
          at={list.at}
          onPoint={list.point}
          onTake={list.take}
          onForget={() => list.forget()}
          onLeave={() => field.current?.focus()}
        />
      )}
    </div>
  );
}

type InputProps = Pick<FieldProps, "field" | "query"> & {
  id: string;
  list: ReturnType<typeof useSuggesting>;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
};

function Input({ id, field, query, list, onKeyDown }: InputProps) {
  const t = useTranslations("search");
  const isNarrow = useIsNarrow();
  const { isOpen, at } = list;

  return (
    <input
      ref={field}
      data-search-field
      value={query.typed}
      onChange={({ target, nativeEvent }) =>
        list.type(target.value, (nativeEvent as InputEvent).isComposing === true)
      }
      onCompositionEnd={({ currentTarget }) => list.type(currentTarget.value, false)}
      onKeyDown={onKeyDown}
      onSelect={({ currentTarget }) => list.moveCaret(currentTarget.selectionStart ?? 0)}
      onFocus={list.open}
      onClick={list.open}
      role="combobox"
      aria-label={t("field")}
      aria-expanded={isOpen}
      aria-controls={isOpen ? id : undefined}
      aria-autocomplete="list"
      aria-activedescendant={isOpen && at >= 0 ? `${id}-${at}` : undefined}
      placeholder={query.filters.length === 0 ? t(isNarrow ? "title" : "field") : undefined}
      maxLength={LIMITS.searchQueryLength}
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="none"
      spellCheck={false}
      enterKeyHint="search"
      className="h-6 w-full bg-transparent text-[0.875rem] text-ellipsis outline-none pointer-coarse:h-8 pointer-coarse:text-title"
    />
  );
}

function Clear({ onClear }: { onClear: () => void }) {
  const t = useTranslations("search");
  return (
    <button
      type="button"
      aria-label={t("clear")}
      title={t("clear")}
      onClick={onClear}
      className="my-0.75 grid size-7 flex-none place-items-center rounded-row text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:my-0 pointer-coarse:size-11"
    >
      <X size={16} aria-hidden />
    </button>
  );
}
