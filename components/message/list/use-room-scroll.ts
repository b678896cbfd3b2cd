"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Direction } from "@/lib/client/timeline/feed";
import { ScrollKeeper, spaceAround } from "./scroll-keeper";

/** The next page is requested this many screens before an edge. */
const SCREENS_AHEAD = 2;

type Scroll = {
  scroller: RefObject<HTMLDivElement | null>;
  /** Changes whenever the lines do. */
  items: unknown;
  /** True if the end of the list is the end of the room. */
  isWhole: boolean;
  onNearTop: () => void;
  onNearEnd: () => void;
  /** Called after scrolling, or when the lines changed. */
  onLook: (list: HTMLElement) => void;
};

/**
 * Scrolling in a room. At the end the list stays at the end; elsewhere the visible lines stay in place, whatever is
 * added, removed or resized above or below them. The scroller must be a reversed column with one child: its position
 * then counts from the end, so the page is right before any script runs.
 */
export function useRoomScroll({ scroller, items, isWhole, onNearTop, onNearEnd, onLook }: Scroll) {
  const [keeper] = useState(() => new ScrollKeeper(isWhole));
  const [isAtEnd, setAtEnd] = useState(true);
  const [isFar, setFar] = useState(false);

  const look = useCallback(() => {
    const list = scroller.current;
    if (!list) return;
    keeper.note(list, isWhole);
    const { above, below } = spaceAround(list);
    setAtEnd(keeper.isHeld);
    setFar(below > list.clientHeight);
    onLook(list);
    if (above < SCREENS_AHEAD * list.clientHeight) onNearTop();
    if (below < SCREENS_AHEAD * list.clientHeight) onNearEnd();
  }, [scroller, keeper, isWhole, onNearTop, onNearEnd, onLook]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the lines change, their places do.
  useLayoutEffect(() => {
    if (!scroller.current) return;
    keeper.restore(scroller.current, isWhole);
    look();
  }, [items, look, isWhole]);

  useResized(scroller, () => {
    if (scroller.current && keeper.restoreResized(scroller.current)) look();
  });

  return { onScroll: look, isAtEnd, isFar, ...useJumps(scroller, keeper, isWhole, look) };
}

/** The ways to move the list by script; each is the same function as long as what it depends on is. */
function useJumps(
  scroller: RefObject<HTMLDivElement | null>,
  keeper: ScrollKeeper,
  isWhole: boolean,
  look: () => void,
) {
  /** Records the position before a change that the list does not know of. */
  const beforeChange = useCallback(() => {
    if (scroller.current) keeper.note(scroller.current);
  }, [scroller, keeper]);

  const toEnd = useCallback(() => keeper.toEnd(scroller.current, isWhole), [scroller, keeper, isWhole]);

  /** Scrolls a message to a third from the top; false if it is not in the list. */
  const toMessage = useCallback(
    (seq: number) => {
      const isThere = scroller.current !== null && keeper.toMessage(scroller.current, seq);
      if (isThere) look();
      return isThere;
    },
    [scroller, keeper, look],
  );

  /** The end of the list that is farther from the visible part. */
  const fartherEnd = useCallback((): Direction => {
    const { above, below } = scroller.current ? spaceAround(scroller.current) : { above: 1, below: 0 };
    return above >= below ? "older" : "newer";
  }, [scroller]);

  return { beforeChange, toEnd, toMessage, fartherEnd };
}

/** Calls `onResized` when the list or its content changes height. */
function useResized(scroller: RefObject<HTMLElement | null>, onResized: () => void) {
  const latest = useRef(onResized);
  useLayoutEffect(() => {
    latest.current = onResized;
  });
  useEffect(() => {
    const list = scroller.current;
    if (!list) return;
    const observer = new ResizeObserver(() => latest.current());
    for (const each of [list, ...list.children]) observer.observe(each);
    return () => observer.disconnect();
  }, [scroller]);
}
