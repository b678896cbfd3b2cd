"use client";

import { useCallback, useSyncExternalStore } from "react";

/** The same widths as the `lg` and `md` breakpoints of globals.css. */
const WIDE = "(min-width: 68.75rem)";
const NARROW = "(max-width: 44.99rem)";
/** The `phone` variant of globals.css. */
const PHONE = "(max-width: 44.99rem) and (pointer: coarse)";

function useMatches(media: string, onServer: boolean): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const query = matchMedia(media);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    [media],
  );
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(media).matches,
    () => onServer,
  );
}

/** Returns whether the page is wide enough for a third column. */
export const useIsWide = () => useMatches(WIDE, true);

/** Returns whether the page is too narrow for a sidebar beside the content. */
export const useIsNarrow = () => useMatches(NARROW, false);

/** Returns whether the page is narrow and pressed by a finger: menus are sheets there. */
export const useIsPhone = () => useMatches(PHONE, false);

/** `useIsNarrow` at this moment, for code that does not render. */
export const isNarrowNow = () => matchMedia(NARROW).matches;
