"use client";

import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { type Trigger, triggerAt } from "./trigger";

/** Handles a key; returns whether the list used it. */
export type ListKeys = (event: KeyboardEvent) => boolean;

/** The name being typed at the caret of a text area, for suggestions. */
export function useSuggestions(input: RefObject<HTMLTextAreaElement | null>, hasCommands: boolean) {
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const closedAt = useRef<number | null>(null);
  const keys = useRef<ListKeys>(() => false);

  /** Called on input. A closed list stays closed until another name is typed. */
  function look() {
    const { value, selectionStart, selectionEnd } = input.current ?? {
      value: "",
      selectionStart: 0,
      selectionEnd: 0,
    };
    const found = selectionStart === selectionEnd ? triggerAt(value, selectionStart) : null;
    if (found?.from !== closedAt.current) closedAt.current = null;
    const isMeant = found && closedAt.current === null && (found.kind !== "command" || hasCommands);
    setTrigger(isMeant ? found : null);
  }

  function close() {
    closedAt.current = trigger?.from ?? null;
    setTrigger(null);
  }

  return {
    trigger,
    keys,
    look,
    /** The caret may have moved without input. */
    lookAgain: () => trigger && look(),
    close,
    leave: () => setTrigger(null),
  };
}
