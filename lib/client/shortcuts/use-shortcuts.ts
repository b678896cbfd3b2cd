"use client";

import { useEffect, useEffectEvent } from "react";
import { isComposing } from "./keys";
import { type ShortcutId, shortcutOf } from "./shortcuts";

/** Handlers by shortcut. `false` means there was nothing to do, and the key goes on. */
export type ShortcutActs = Partial<Record<ShortcutId, (event: KeyboardEvent) => unknown>>;

/** Overlays handle keys themselves. */
const LAYER = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/** Handles shortcuts of the whole page while no overlay is open. Closer handlers come first. */
export function useShortcuts(acts: ShortcutActs): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event)) return;
    const id = shortcutOf(event, Object.keys(acts) as ShortcutId[]);
    // Checked last: most keys are typed text, and a room has thousands of elements.
    if (!id || document.querySelector(LAYER)) return;
    if (acts[id]?.(event) !== false) event.preventDefault();
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
