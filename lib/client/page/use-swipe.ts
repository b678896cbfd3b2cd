"use client";

import { type TouchEvent, useRef } from "react";
import { swipeOf, type Touched } from "./swipe";
import { isTextField } from "./text-field";

/** Handles horizontal swipes, except over elements that scroll sideways themselves, such as wide code. */
export function useSwipe(onSwipe: Partial<Record<"left" | "right", () => void>>) {
  const begun = useRef<Touched | null>(null);

  return {
    onTouchStart({ touches, target, currentTarget, timeStamp }: TouchEvent<HTMLElement>) {
      const touch = touches[0];
      const isOurs = touches.length === 1 && isFree(target, currentTarget);
      begun.current = touch && isOurs ? { x: touch.clientX, y: touch.clientY, at: timeStamp } : null;
    },
    onTouchEnd({ changedTouches, timeStamp }: TouchEvent<HTMLElement>) {
      const [from, touch] = [begun.current, changedTouches[0]];
      begun.current = null;
      if (!from || !touch) return;
      const way = swipeOf(from, { x: touch.clientX, y: touch.clientY, at: timeStamp });
      if (way) onSwipe[way]?.();
    },
    onTouchCancel() {
      begun.current = null;
    },
  };
}

/**
 * Returns whether a touched element leaves sideways movement to `within`: it writes nothing and scrolls nothing itself.
 * Overlays are children of the page only in React's tree, not in the DOM.
 */
export function isFree(target: EventTarget, within: HTMLElement): boolean {
  if (!(target instanceof Element) || !within.contains(target) || isTextField(target)) return false;
  for (let element: Element | null = target; element && element !== within; element = element.parentElement) {
    const isWider = element.scrollWidth > element.clientWidth + 1;
    if (isWider && /auto|scroll/.test(getComputedStyle(element).overflowX)) return false;
  }
  return true;
}
