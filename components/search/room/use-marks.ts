"use client";

import { useEffect, useRef } from "react";
import { hitRanges, keepMarked, showRange } from "@/lib/client/search/mark-ranges";
import type { RoomHits } from "./use-room-hits";

/**
 * Marks the hits among the drawn messages of a room, and the one that the reader is at more strongly. A long message
 * that hides its hit is unfolded, and scrolled to the hit.
 */
export function useMarks({ items, seq }: Pick<RoomHits, "items" | "seq">): void {
  const shown = useRef("");

  useEffect(() => {
    const list = document.querySelector("main [role=log]");
    if (!list || items.length === 0) return;
    return keepMarked(list, () => {
      const [found, here]: [Range[], Range[]] = [[], []];
      for (const { message, highlights } of items) {
        const body = list.querySelector(`#said-${message.seq} > [dir=auto] > [dir=auto]`);
        if (!body) continue;
        const ranges = hitRanges(body, message.text, highlights);
        const isHere = message.seq === seq;
        (isHere ? here : found).push(...ranges);
        const hit = `${seq} ${highlights}`;
        if (!isHere || shown.current === hit || highlights.length === 0) continue;
        const more = body.querySelector<HTMLElement>(":scope > button[aria-expanded=false]");
        if (ranges.length === 0 && more) more.click();
        else shown.current = hit;
        if (ranges[0]) showRange(list, ranges[0]);
      }
      return { found, "found-here": here };
    });
  }, [items, seq]);
}
