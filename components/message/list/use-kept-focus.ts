"use client";

import { type RefObject, useEffect } from "react";

/**
 * Keeps the focus in a room's list. If the focused element disappears, because its message was deleted or left the
 * window, its row gets the focus, else the list itself, from which the arrow keys continue at the visible messages.
 */
export function useKeptFocus(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const list = scroller.current;
    if (!list) return;
    let focused: HTMLElement | null = null;
    let seq: string | undefined;

    function note({ target }: FocusEvent) {
      focused = target as HTMLElement;
      seq = focused.closest<HTMLElement>("[data-seq]")?.dataset.seq;
    }
    function keep() {
      if (!list || !focused || focused.isConnected) return;
      focused = null;
      if (document.activeElement !== document.body) return;
      const row = seq === undefined ? null : list.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
      (row ?? list).focus({ preventScroll: true });
    }

    const observer = new MutationObserver(keep);
    observer.observe(list, { childList: true, subtree: true });
    list.addEventListener("focusin", note);
    return () => {
      observer.disconnect();
      list.removeEventListener("focusin", note);
    };
  }, [scroller]);
}
