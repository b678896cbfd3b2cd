import { clsx } from "clsx";
import type { RefObject } from "react";
import { Option } from "@/components/ui/lists/option";
import type { Suggestion } from "./use-suggestions";

type OptionsProps = {
  list: RefObject<HTMLElement | null>;
  id: string;
  label: string;
  suggestions: readonly Suggestion[];
  /** The marked one; -1 for none. */
  at: number;
  onPoint: (index: number) => void;
  onTake: (suggestion: Suggestion) => void;
  className: string;
};

/** The suggestions below a field. */
export function Options({ list, id, label, suggestions, at, onPoint, onTake, className }: OptionsProps) {
  return (
    <div
      ref={list as RefObject<HTMLDivElement>}
      id={id}
      role="listbox"
      aria-label={label}
      className={clsx("overflow-y-auto", className)}
    >
      {suggestions.map((suggestion, index) => (
        <Option
          key={suggestion.key}
          id={`${id}-${index}`}
          isChosen={index === at}
          onPoint={() => onPoint(index)}
          onTake={() => onTake(suggestion)}
          className="h-8 gap-3 px-2 text-small aria-selected:bg-hover"
        >
          <span className="grid w-5.5 flex-none place-items-center text-ink-2">{suggestion.icon}</span>
          <span className="min-w-0 flex-1 truncate">{suggestion.label}</span>
          {suggestion.note && (
            <span className="min-w-0 truncate text-tiny text-ink-2">{suggestion.note}</span>
          )}
        </Option>
      ))}
    </div>
  );
}
