"use client";

import { type RefObject, useEffect, useRef } from "react";

/** A smaller difference is a browser bar, not a keyboard. */
const KEYBOARD_PX = 120;

/**
 * Keeps a frame above the on-screen keyboard. Most browsers shrink the page, as the viewport requests; Safari covers it
 * and only reports the visible height.
 */
export function useKeyboardSpace(): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return;
    const fit = () => {
      // Pinch zoom also makes the visible page smaller.
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
