"use client";

import { type RefObject, useEffect } from "react";

/**
 * Keeps the focus in a room's list: where what had it goes, as when a message is deleted or has scrolled out of the
 * window, its row has it then, or the list itself, from which the arrow keys go on at what is seen.
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
