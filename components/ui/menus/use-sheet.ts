"use client";

import { type TouchEvent, useRef } from "react";
import { useBackCloses } from "@/lib/client/page/use-back-closes";
import { useIsPhone } from "@/lib/client/page/use-is-wide";

/** A pull of this many pixels closes a sheet. */
const PULL_PX = 64;

/**
 * A menu or popover that is a sheet from below on a phone.
 *
 * @returns whether it is a sheet now, and the handlers by which a pull down closes it. Back closes it too.
 */
export function useSheet(isOpen: boolean, onClose: () => void) {
  const isSheet = useIsPhone();
  const pulledFrom = useRef<number | null>(null);
  useBackCloses(isOpen && isSheet, onClose);

  return {
    isSheet,
    pull: {
      onTouchStart({ touches, currentTarget, target }: TouchEvent<HTMLElement>) {
        pulledFrom.current = isSheet && isAtTop(target, currentTarget) ? (touches[0]?.clientY ?? null) : null;
      },
      onTouchEnd({ changedTouches }: TouchEvent<HTMLElement>) {
        const [from, touch] = [pulledFrom.current, changedTouches[0]];
        pulledFrom.current = null;
        if (from !== null && touch && touch.clientY - from > PULL_PX) onClose();
      },
      onTouchCancel() {
        pulledFrom.current = null;
      },
    },
  };
}

/** Returns whether nothing between a touched element and the sheet is scrolled down, so that a pull would scroll it. */
function isAtTop(touched: EventTarget, sheet: HTMLElement): boolean {
  let element = touched instanceof Element ? touched : null;
  for (; element && sheet.contains(element); element = element.parentElement)
    if (element.scrollTop > 0) return false;
  return true;
}
