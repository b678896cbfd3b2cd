"use client";

import { useCallback, useLayoutEffect, useRef, useState } from "react";

/** This near to an edge, in pixels: at the end; near enough to want another page. */
const AT_END = 24;
const NEAR = 600;
/** Where the line of the new messages stands when a room is entered, from the top. */
const NEW_LINE_AT = 96;

type Scroll = {
  /** Changes whenever the lines do. */
  items: unknown;
  /** Whether the end of the list is the end of the room. */
  isWhole: boolean;
  onNearTop: () => void;
  onNearEnd: () => void;
};

type Anchor = { key: string; top: number };

/**
 * Scrolling in a room. At the end one stays at the end; elsewhere what one reads stays where it is, whatever comes above
 * or below it. The scroller must be a reversed column with one child: its place is then counted from its end, so that
 * the page is right before any script runs and a change of its height moves nothing.
 */
export function useRoomScroll({ items, isWhole, onNearTop, onNearEnd }: Scroll) {
  const scroller = useRef<HTMLDivElement>(null);
  const hasEntered = useRef(false);
  const isHeld = useRef(true);
  /** On the way to the end of a room whose newest messages are not here yet. */
  const wantsEnd = useRef(false);
  const anchor = useRef<Anchor | null>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const [isFar, setFar] = useState(false);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const below = -element.scrollTop;
    const above = element.scrollHeight - element.clientHeight - below;
    isHeld.current = below < AT_END && isWhole;
    anchor.current = firstVisible(element);
    setAtEnd(isHeld.current);
    setFar(below > element.clientHeight);
    if (above < NEAR) onNearTop();
    if (below < NEAR) onNearEnd();
  }, [isWhole, onNearTop, onNearEnd]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the lines change, their places do.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    if (wantsEnd.current && isWhole) {
      wantsEnd.current = false;
      isHeld.current = true;
    }
    if (!hasEntered.current) enter(element);
    else if (wantsEnd.current || (isHeld.current && isWhole)) element.scrollTop = 0;
    else if (anchor.current) putBack(element, anchor.current);
    hasEntered.current = true;
    if (isWhole) wantsEnd.current = false;
    look();
  }, [items, look, isWhole]);

  const toEnd = useCallback(() => {
    isHeld.current = true;
    wantsEnd.current = !isWhole;
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [isWhole]);

  /** Puts a message where it is read, a third from the top; false where it is not in the list. */
  const toMessage = useCallback(
    (seq: number) => {
      const element = scroller.current;
      const row = element?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
      if (!element || !row) return false;
      isHeld.current = false;
      wantsEnd.current = false;
      element.scrollTop += topIn(element, row) - element.clientHeight / 3;
      look();
      return true;
    },
    [look],
  );

  return { scroller, onScroll: look, isAtEnd, isFar, toEnd, toMessage };
}

/** Where the new begins, or the end if that is nearer. */
function enter(element: HTMLElement) {
  const line = lineOf(element, "new");
  element.scrollTop = line ? Math.min(0, topIn(element, line) - NEW_LINE_AT + element.scrollTop) : 0;
}

function firstVisible(element: HTMLElement): Anchor | null {
  for (const line of element.querySelectorAll<HTMLElement>("[data-line]")) {
    const top = topIn(element, line);
    if (top + line.offsetHeight > 0) return { key: line.dataset.line ?? "", top };
  }
  return null;
}

function putBack(element: HTMLElement, { key, top }: Anchor) {
  const line = lineOf(element, key);
  if (line) element.scrollTop += topIn(element, line) - top;
}

function lineOf(element: HTMLElement, key: string): HTMLElement | null {
  return element.querySelector<HTMLElement>(`[data-line="${CSS.escape(key)}"]`);
}

function topIn(element: HTMLElement, line: HTMLElement): number {
  return line.getBoundingClientRect().top - element.getBoundingClientRect().top;
}
