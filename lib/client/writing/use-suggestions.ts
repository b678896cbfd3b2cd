"use client";

import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { type Trigger, triggerAt } from "./trigger";

/** Whether a key was for the list. */
export type ListKeys = (event: KeyboardEvent) => boolean;

/** What is being named at the caret of a text box, for the list of suggestions. */
export function useSuggestions(input: RefObject<HTMLTextAreaElement | null>, hasCommands: boolean) {
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const closedAt = useRef<number | null>(null);
  const keys = useRef<ListKeys>(() => false);

  /** Called when something was typed. What was closed stays closed until something else is named. */
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
    /** The caret may have moved away without anything having been typed. */
    lookAgain: () => trigger && look(),
    close,
    leave: () => setTrigger(null),
  };
}
