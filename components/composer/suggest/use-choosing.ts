"use client";

import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
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

/** Which one is chosen, and what the keys of the text box do to that. Another query begins at the top again. */
export function useChoosing(
  suggestions: readonly Suggestion[],
  { trigger, input, keys, onClose }: Suggesting,
) {
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
export function useTold(
  input: RefObject<HTMLTextAreaElement | null>,
  listId: string,
  chosenId: string | null,
) {
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
