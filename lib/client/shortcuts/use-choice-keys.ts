"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { isComposing } from "./keys";

/** Selection in a list while the focus stays in the field above it (the combobox pattern of the ARIA practices). */
export function useChoiceKeys<T>(choices: readonly T[], onChoose: (choice: T) => void) {
  const [at, setAt] = useState(0);
  const list = useRef<HTMLElement>(null);
  const chosen = Math.min(at, choices.length - 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice may be out of sight.
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((chosen + step + choices.length) % Math.max(1, choices.length));
    }
    const choice = choices[chosen];
    if (event.key === "Enter" && choice !== undefined) {
      event.preventDefault();
      onChoose(choice);
    }
  }

  return { chosen, list, onKeyDown, point: setAt, begin: () => setAt(0) };
}
