"use client";

import { useEffect, useEffectEvent } from "react";
import { isComposing } from "./keys";
import { type ShortcutId, shortcutOf } from "./shortcuts";

/** What is done on a key. `false`: there was nothing to do, and the key is left to others. */
export type ShortcutActs = Partial<Record<ShortcutId, (event: KeyboardEvent) => unknown>>;

/** Layers take the keys for themselves. */
const LAYER = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/** Listens to keys of the whole page, as long as nothing is open in front of it. What is nearer to a key has it first. */
export function useShortcuts(acts: ShortcutActs): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event)) return;
    const id = shortcutOf(event, Object.keys(acts) as ShortcutId[]);
    // Looked for last: most keys are letters that somebody types, and a room has thousands of elements.
    if (!id || document.querySelector(LAYER)) return;
    if (acts[id]?.(event) !== false) event.preventDefault();
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
