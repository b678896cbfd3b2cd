"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { lastSeenRow } from "@/lib/client/actions/message-rows";
import { read } from "@/lib/client/connection/call";
import { hasWanted } from "@/lib/client/search/query-text";
import { ResultLoader } from "@/lib/client/search/result-loader";
import { roomPathOf } from "@/lib/client/search/search-path";
import { useLiveHits } from "@/lib/client/search/use-results";
import type { SearchHitView } from "@/lib/shared/views";

/** The next page is loaded this many hits before it is needed. */
const AHEAD = 10;

export type RoomHits = ReturnType<typeof useRoomHits>;

/**
 * The hits of a room, newest first, and the one that the reader is at. A new search goes to the hit that is nearest
 * above the end of what they see.
 */
export function useRoomHits(roomId: string) {
  const acts = useMessageActions();
  const [loader] = useState(() => new ResultLoader<SearchHitView>(read));
  const results = useLiveHits(loader);
  const [seq, setSeq] = useState<number | null>(null);
  const { items, shownPath, path, state } = results;
  const index = items.findIndex(({ message }) => message.seq === seq);

  function go(to: number) {
    const hit = items[to];
    if (!hit) return;
    setSeq(hit.message.seq);
    void acts.goTo(hit.message.seq, true);
    if (items.length - to < AHEAD) loader.more();
  }

  const begin = useEffectEvent(() => {
    const seen = lastSeenSeq();
    const near = items.findIndex(({ message }) => message.seq <= seen);
    setSeq(null);
    go(Math.max(0, near));
  });
  useEffect(() => {
    if (shownPath !== null) begin();
  }, [shownPath]);
  useEffect(() => () => loader.stop(), [loader]);

  return {
    ...results,
    at: Math.max(0, index),
    /** The `seq` of the hit that the reader is at. */
    seq: index < 0 ? null : seq,
    find(text: string) {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      loader.search(hasWanted(text) ? roomPathOf({ text, timeZone }, roomId) : null);
    },
    /** Goes to the next older (1) or newer (-1) hit, around the ends. */
    step(by: -1 | 1) {
      if (state !== "whole" || path !== shownPath || items.length === 0) return;
      go((Math.max(0, index) + by + items.length) % items.length);
    },
  };
}

/** The `seq` of the last message that the reader sees. */
function lastSeenSeq(): number {
  const list = document.querySelector<HTMLElement>("main [role=log]");
  const row = list && lastSeenRow(list);
  return Number(row?.dataset.seq ?? Number.MAX_SAFE_INTEGER);
}
