"use client";

import { useSyncExternalStore } from "react";

/** The same width as the `lg` breakpoint of globals.css. */
const WIDE = "(min-width: 68.75rem)";

function subscribe(listener: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the page has room for a third column. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(WIDE).matches,
    () => true,
  );
}
