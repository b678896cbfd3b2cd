"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { Popover as Radix } from "radix-ui";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import "@/lib/client/style-nonce";
import { applyChange } from "@/lib/client/writing/apply-change";
import type { Trigger } from "@/lib/client/writing/trigger";
import type { ListKeys } from "@/lib/client/writing/use-suggestions";

/** One of the things that may be meant. */
export type Suggestion = {
  key: string;
  /** What takes the place of what was typed. */
  insert: string;
  /** What was typed is its whole name: Enter then sends, unless one has chosen from the list. */
  isWhole: boolean;
  looks: ReactNode;
  onTaken?: () => void;
};

export type Suggesting = {
  trigger: Trigger;
  input: RefObject<HTMLTextAreaElement | null>;
  keys: RefObject<ListKeys>;
  onClose: () => void;
};

const stay = (event: Event) => event.preventDefault();

/** A list at the text box, which keeps the focus (the combobox of the ARIA patterns, with a text box of many lines). */
export function SuggestionList({ suggestions, ...of }: Suggesting & { suggestions: readonly Suggestion[] }) {
  const t = useTranslations("suggestions");
  const { trigger, input } = of;
  const id = useId();
  const { chosen, point, take } = useChoosing(suggestions, of);
  useTold(input, id, suggestions.length > 0 ? `${id}-${chosen}` : null);
  const anchor = useMemo(() => ({ current: input.current?.form ?? input.current }), [input]);
  if (suggestions.length === 0) return null;

  return (
    <Radix.Root open>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Radix.Portal>
        <Radix.Content
          role="presentation"
          side="top"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={stay}
          onCloseAutoFocus={stay}
          onEscapeKeyDown={stay}
          onInteractOutside={stay}
          className="z-30 max-h-(--radix-popover-content-available-height) w-(--radix-popover-trigger-width) max-w-120 rounded-2 border border-line-strong bg-raised shadow-layer outline-none"
        >
          <div id={id} role="listbox" aria-label={t(trigger.kind)} className="max-h-72 overflow-y-auto p-1">
            {suggestions.map((suggestion, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text box's, which has the focus.
              <div
                key={suggestion.key}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === chosen}
                ref={index === chosen ? show : undefined}
                onPointerMove={() => point(index)}
                // The focus stays where one types.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => take(suggestion)}
                className={clsx(
                  "flex min-h-9 cursor-pointer items-center gap-2 rounded-row px-2 py-1 text-small pointer-coarse:min-h-11",
                  index === chosen && "bg-hover",
                )}
              >
                {suggestion.looks}
              </div>
            ))}
          </div>
          <p role="status" className="sr-only">
            {t("count", { count: suggestions.length })}
          </p>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const show = (option: HTMLElement | null) => option?.scrollIntoView({ block: "nearest" });

/** Which one is chosen, and what the keys of the text box do to that. Another query begins at the top again. */
function useChoosing(suggestions: readonly Suggestion[], { trigger, input, keys, onClose }: Suggesting) {
  const [at, setAt] = useState({ query: trigger.query, index: 0, hasMoved: false });
  const isSame = at.query === trigger.query;
  const chosen = isSame ? Math.min(at.index, Math.max(0, suggestions.length - 1)) : 0;
  const choose = (index: number) => setAt({ query: trigger.query, index, hasMoved: true });

  function take({ insert, onTaken }: Suggestion) {
    if (!input.current) return;
    const place = trigger.from + insert.length;
    applyChange(input.current, { from: trigger.from, to: trigger.to, insert, select: [place, place] });
    onTaken?.();
    onClose();
  }

  function onKey(event: KeyboardEvent): boolean {
    const suggestion = suggestions[chosen];
    if (!suggestion || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && suggestion.isWhole && !(isSame && at.hasMoved)) return false;
    if (step !== undefined) choose((chosen + step + suggestions.length) % suggestions.length);
    else if (event.key === "Enter" || event.key === "Tab") take(suggestion);
    else if (event.key === "Escape") onClose();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    keys.current = (event) => latest.current(event);
    return () => {
      keys.current = () => false;
    };
  }, [keys]);

  const point = (index: number) => index !== chosen && choose(index);
  return { chosen, point, take };
}

/** Tells the text box which of the list is chosen: screen readers hear it from there. */
function useTold(input: RefObject<HTMLTextAreaElement | null>, listId: string, chosenId: string | null) {
  useEffect(() => {
    const field = input.current;
    if (!field || !chosenId) return;
    field.setAttribute("aria-controls", listId);
    field.setAttribute("aria-activedescendant", chosenId);
    return () => {
      field.removeAttribute("aria-controls");
      field.removeAttribute("aria-activedescendant");
    };
  }, [input, listId, chosenId]);
}
