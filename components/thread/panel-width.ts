"use client";

import { useState, useSyncExternalStore } from "react";
import { keepPreference, readPreference } from "@/lib/client/storage/preference";

const WIDTH_COOKIE = "parley.thread-width";

/** Widths in pixels: 400 is that of other panels. */
const USUAL = 400;
export const LEAST = 320;
/** The sidebar, and the least width of the room beside the thread. */
const OTHERS = 272 + 400;

/** The width of the thread beside a room, on this device, in pixels. A small window bounds it, and does not change it. */
export function usePanelWidth() {
  const [wanted, setWanted] = useState(() => Number(readPreference(WIDTH_COOKIE)) || USUAL);
  const most = useSyncExternalStore(onResize, mostNow, () => USUAL);

  return {
    width: bounded(wanted, most),
    most,
    /** @param width null for the usual one */
    resize(width: number | null) {
      const next = bounded(Math.round(width ?? USUAL), mostNow());
      setWanted(next);
      keepPreference(WIDTH_COOKIE, String(next));
    },
  };
}

const bounded = (width: number, most: number) => Math.min(most, Math.max(LEAST, width));

const mostNow = () => Math.max(LEAST, window.innerWidth - OTHERS);

function onResize(listener: () => void) {
  window.addEventListener("resize", listener);
  return () => window.removeEventListener("resize", listener);
}
