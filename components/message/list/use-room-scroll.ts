"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Direction } from "@/lib/client/timeline/feed";
import {
  type Anchor,
  firstVisible,
  lineOf,
  NEW_LINE_AT,
  putBack,
  rowOf,
  topIn,
} from "@/lib/client/timeline/line-places";

/** Within this distance from the end, in pixels, the list counts as being at its end. */
const AT_END = 24;
/** The next page is requested this many screens before an edge. */
const SCREENS_AHEAD = 2;

type Scroll = {
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
export function useRoomScroll({ items, isWhole, onNearTop, onNearEnd, onLook }: Scroll) {
  const scroller = useRef<HTMLDivElement>(null);
  const hasEntered = useRef(false);
  const isHeld = useRef(true);
  const wasWhole = useRef(isWhole);
  /** On the way to the end of a room whose newest messages are not loaded. */
  const wantsEnd = useRef(false);
  const anchor = useRef<Anchor | null>(null);
  const notedAt = useRef(0);
  const [isAtEnd, setAtEnd] = useState(true);
  const [isFar, setFar] = useState(false);

  /** Records the first visible line and its position. */
  const note = useCallback(() => {
    const list = scroller.current;
    if (!list) return;
    isHeld.current = roomAround(list).below < AT_END && wasWhole.current;
    anchor.current = firstVisible(list);
    notedAt.current = list.scrollTop;
  }, []);

  const look = useCallback(() => {
    const list = scroller.current;
    if (!list) return;
    wasWhole.current = isWhole;
    note();
    const { above, below } = roomAround(list);
    setAtEnd(isHeld.current);
    setFar(below > list.clientHeight);
    onLook(list);
    if (above < SCREENS_AHEAD * list.clientHeight) onNearTop();
    if (below < SCREENS_AHEAD * list.clientHeight) onNearEnd();
  }, [note, isWhole, onNearTop, onNearEnd, onLook]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the lines change, their places do.
  useLayoutEffect(() => {
    const list = scroller.current;
    if (!list) return;
    if (wantsEnd.current && isWhole) {
      wantsEnd.current = false;
      isHeld.current = true;
    }
    if (!hasEntered.current) enter(list);
    else if (wantsEnd.current || (isHeld.current && isWhole)) list.scrollTop = 0;
    else if (anchor.current) putBack(list, anchor.current);
    hasEntered.current = true;
    look();
  }, [items, look, isWhole]);

  useResized(scroller, () => {
    const list = scroller.current;
    if (!list || !anchor.current || (isHeld.current && !isUnfolding(list))) return;
    // Scrolled since in the same frame: the recorded position is no longer the reader's.
    if (list.scrollTop === notedAt.current) putBack(list, anchor.current);
    look();
  });

  const toEnd = useCallback(() => {
    isHeld.current = true;
    wantsEnd.current = !isWhole;
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [isWhole]);

  /** Scrolls a message to a third from the top; false if it is not in the list. */
  const toMessage = useCallback(
    (seq: number) => {
      const list = scroller.current;
      const row = list && rowOf(list, seq);
      if (!row) return false;
      isHeld.current = false;
      wantsEnd.current = false;
      list.scrollTop += topIn(list, row) - list.clientHeight / 3;
      look();
      return true;
    },
    [look],
  );

  /** The end of the list that is farther from the visible part. */
  const fartherEnd = useCallback((): Direction => {
    const { above, below } = scroller.current ? roomAround(scroller.current) : { above: 1, below: 0 };
    return above >= below ? "older" : "newer";
  }, []);

  return { scroller, onScroll: look, beforeChange: note, isAtEnd, isFar, toEnd, toMessage, fartherEnd };
}

/** The pixels above and below the visible part. */
function roomAround(list: HTMLElement) {
  const below = -list.scrollTop;
  return { below, above: list.scrollHeight - list.clientHeight - below };
}

/** Scrolls to the New line, or to the end if that is nearer. Does nothing if the reader scrolled before hydration. */
function enter(list: HTMLElement) {
  if (list.scrollTop !== 0) return;
  const line = lineOf(list, "new");
  list.scrollTop = line ? Math.min(0, topIn(list, line) - NEW_LINE_AT + list.scrollTop) : 0;
}

/** A long text that its reader just opened grows downwards, also at the end. */
const isUnfolding = (list: HTMLElement) =>
  list.contains(document.activeElement) && document.activeElement?.ariaExpanded === "true";

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
