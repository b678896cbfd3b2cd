"use client";

import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { applyChange } from "@/lib/client/writing/apply-change";
import { isNaming, type Trigger } from "@/lib/client/writing/trigger";
import type { ListKeys } from "@/lib/client/writing/use-suggestions";

/** A suggestion. */
export type Suggestion = {
  key: string;
  /** The text that replaces the typed name. */
  insert: string;
  /** The typed name is complete: Enter sends, unless a suggestion was chosen by key. */
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

/**
 * The chosen suggestion (-1: none) and the keys that change it. A new query starts at the complete match, else at the
 * first one, and at none before a name was begun.
 */
export function useChoosing(
  suggestions: readonly Suggestion[],
  { trigger, input, keys, onClose }: Suggesting,
) {
  const [at, setAt] = useState<{ query: string; index: number } | null>(null);
  const hasMoved = at?.query === trigger.query;
  const whole = suggestions.findIndex(({ isWhole }) => isWhole);
  const first = isNaming(trigger) ? Math.max(0, whole) : whole;
  const chosen = hasMoved ? Math.min(at.index, suggestions.length - 1) : first;
  const choose = (index: number) => setAt({ query: trigger.query, index });

  function take({ insert, onTaken }: Suggestion) {
    if (!input.current) return;
    const place = trigger.from + insert.length;
    applyChange(input.current, { from: trigger.from, to: trigger.to, insert, select: [place, place] });
    onTaken?.();
    onClose();
  }

  function onKey(event: KeyboardEvent): boolean {
    const count = suggestions.length;
    if (count === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    const suggestion = suggestions[chosen];
    if (event.key === "Enter" && suggestion?.isWhole && !hasMoved) return false;
    if (event.key === "ArrowDown") choose((chosen + 1) % count);
    else if (event.key === "ArrowUp") choose((Math.max(0, chosen) - 1 + count) % count);
    else if (event.key === "Escape") onClose();
    else if (suggestion && (event.key === "Enter" || event.key === "Tab")) take(suggestion);
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

/** Sets the ARIA attributes of the text area, so that screen readers announce the list and the choice. */
export function useTold(
  input: RefObject<HTMLTextAreaElement | null>,
  listId: string | null,
  chosenId: string | null,
) {
  useEffect(() => {
    const field = input.current;
    if (!field || !listId) return;
    field.setAttribute("aria-controls", listId);
    if (chosenId) field.setAttribute("aria-activedescendant", chosenId);
    return () => {
      field.removeAttribute("aria-controls");
      field.removeAttribute("aria-activedescendant");
    };
  }, [input, listId, chosenId]);
}
