"use client";

import { useEffect } from "react";

/** The day stays this long after the last scrolling. */
const STILL_MS = 1_000;

/** Marks the room's list while it scrolls: see `.day` in globals.css. */
export function useScrolling(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    function onScroll({ target }: Event) {
      if (!(target instanceof HTMLElement) || target.role !== "log") return;
      target.dataset.scrolling = "";
      clearTimeout(timer);
      timer = setTimeout(() => delete target.dataset.scrolling, STILL_MS);
    }
    document.addEventListener("scroll", onScroll, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener("scroll", onScroll, { capture: true });
    };
  }, []);
}
