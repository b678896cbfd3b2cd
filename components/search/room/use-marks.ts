"use client";

import { useEffect } from "react";
import { hitRanges, markRanges } from "@/lib/client/search/mark-ranges";
import { useStore } from "@/lib/client/state/use-store";
import type { FeedStore } from "@/lib/client/timeline/feed-pages";
import type { RoomHits } from "./use-room-hits";

/** Marks the hits among the drawn messages of a room, and the one that the reader is at more strongly. */
export function useMarks({ items, seq }: Pick<RoomHits, "items" | "seq">, feed: FeedStore): void {
  const { messages } = useStore(feed);

  // biome-ignore lint/correctness/useExhaustiveDependencies: with other messages other hits are drawn.
  useEffect(() => {
    let unmark = () => {};
    const mark = () => {
      const found: Range[] = [];
      const here: Range[] = [];
      for (const { message, highlights } of items) {
        const body = document.querySelector(`#said-${message.seq} > [dir=auto]`);
        if (body) (message.seq === seq ? here : found).push(...hitRanges(body, message.text, highlights));
      }
      unmark();
      const done = [markRanges("found", found), markRanges("found-here", here)];
      unmark = () => {
        for (const undo of done) undo();
      };
    };
    // The list draws after this bar, and its days one after another.
    let frame = requestAnimationFrame(mark);
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(mark);
    });
    const list = document.querySelector("main [role=log]");
    if (list) observer.observe(list, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      unmark();
    };
  }, [items, seq, messages]);
}
