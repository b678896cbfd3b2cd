import { clsx } from "clsx";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { Fragment, type RefObject } from "react";
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
        <Fragment key={suggestion.key}>
          {suggestion.heading && (
            <div role="presentation" className="px-2 pt-1.5 pb-1 text-tiny/4 font-semibold text-ink-3">
              {suggestion.heading}
            </div>
          )}
          <Option
            id={`${id}-${index}`}
            isChosen={index === at}
            onPoint={() => onPoint(index)}
            onTake={() => onTake(suggestion)}
            className="group h-8 gap-3 px-2 text-small aria-selected:bg-hover"
          >
            <span className="grid w-5.5 flex-none place-items-center text-ink-2">{suggestion.icon}</span>
            <span className="min-w-0 flex-1 truncate">{suggestion.label}</span>
            {suggestion.note && (
              <span className="min-w-0 truncate text-tiny text-ink-2">{suggestion.note}</span>
            )}
            {suggestion.onForget && <Forget onForget={suggestion.onForget} />}
          </Option>
        </Fragment>
      ))}
    </div>
  );
}

/** The cross of a suggestion, for a pointer: an option may not contain a button. The Delete key does the same. */
function Forget({ onForget }: { onForget: () => void }) {
  const t = useTranslations("search");
  return (
    <span
      aria-hidden
      data-forget
      title={t("forgetOne")}
      onClick={(event) => {
        event.stopPropagation();
        onForget();
      }}
      className="-mr-1 grid size-7 flex-none place-items-center rounded-row text-ink-2 opacity-0 hover:bg-selected hover:text-ink group-aria-selected:opacity-100 pointer-coarse:size-11 pointer-coarse:opacity-100"
    >
      <X size={14} />
    </span>
  );
}
