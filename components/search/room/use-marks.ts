"use client";

import { useEffect } from "react";
import { hitRanges, keepMarked } from "@/lib/client/search/mark-ranges";
import type { RoomHits } from "./use-room-hits";

/** Marks the hits among the drawn messages of a room, and the one that the reader is at more strongly. */
export function useMarks({ items, seq }: Pick<RoomHits, "items" | "seq">): void {
  useEffect(() => {
    const list = document.querySelector("main [role=log]");
    if (!list || items.length === 0) return;
    return keepMarked(list, () => {
      const [found, here]: [Range[], Range[]] = [[], []];
      for (const { message, highlights } of items) {
        const body = list.querySelector(`#said-${message.seq} > [dir=auto]`);
        if (body) (message.seq === seq ? here : found).push(...hitRanges(body, message.text, highlights));
      }
      return { found, "found-here": here };
    });
  }, [items, seq]);
}
