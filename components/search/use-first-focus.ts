"use client";

import { type RefObject, useEffect } from "react";
import type { SearchMemory } from "@/lib/client/search/search-memory";

/** A long list needs some frames to draw the row that it starts at. */
const TRIES = 20;

/** On entry the field has the focus; on return from a result, that result, at the same place of the list. */
export function useFirstFocus(
  field: RefObject<HTMLInputElement | null>,
  box: RefObject<HTMLElement | null>,
  memory: SearchMemory,
): void {
  useEffect(() => {
    const { selected, top } = memory;
    if (selected === null || !memory.isLeft) return field.current?.focus();
    memory.isLeft = false;
    let frame = requestAnimationFrame(() => find(0));

    function find(tries: number) {
      const row = box.current?.querySelector<HTMLElement>(`[data-result="${CSS.escape(selected ?? "")}"]`);
      const scroller = row?.closest<HTMLElement>("[data-results] > *");
      if (row && scroller) {
        scroller.scrollTop = top;
        row.focus();
      } else if (tries < TRIES) frame = requestAnimationFrame(() => find(tries + 1));
      else field.current?.focus();
    }
    return () => cancelAnimationFrame(frame);
  }, [field, box, memory]);
}
