"use client";

import { type RefObject, useEffect, useRef } from "react";

/** Less than this is a bar of the browser, and no keyboard. */
const KEYBOARD_PX = 120;

/**
 * Keeps a frame above the keyboard on the screen. Most browsers shrink the page for it, as the viewport asks; Safari
 * lays it over the page and only says how much is still to be seen.
 */
export function useKeyboardSpace(): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return;
    const fit = () => {
      // A page that somebody has enlarged with two fingers is smaller too.
      const isCovered = seen.scale === 1 && window.innerHeight - seen.height > KEYBOARD_PX;
      if (!frame.current) return;
      frame.current.style.height = isCovered ? `${seen.height}px` : "";
      if (isCovered) window.scrollTo(0, 0);
    };
    seen.addEventListener("resize", fit);
    return () => seen.removeEventListener("resize", fit);
  }, []);

  return frame;
}
