"use client";

import { startTransition, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { type Day, endOf } from "./stream";

/** So much of a window's height, in pixels, is never the list's: the room's header, and the composer. */
const AROUND = 120;

/** What is above the first screen is drawn when there is nothing else to do, and after so many milliseconds in any case. */
const SOON_MS = 300;

/**
 * The days of a room's list as they are to be drawn now. Who goes to a room first gets the screen that they will see, and
 * when it has been painted what is above: drawing a line costs about a millisecond. Everything is drawn at once where the
 * server has drawn it, and where one `entersElsewhere` than at the end. `drawAll` is for who cannot wait.
 */
export function useDrawnDays(days: Day[], entersElsewhere: boolean) {
  const isAlive = useSyncExternalStore(noChange, onceAlive, beforeAlive);
  const [isAllDrawn, setAllDrawn] = useState(!isAlive || entersElsewhere);
  const drawn = useMemo(
    () => (isAllDrawn ? days : endOf(days, window.innerHeight - AROUND)),
    [days, isAllDrawn],
  );
  const drawAll = useCallback(() => setAllDrawn(true), []);

  useEffect(() => {
    if (!isAllDrawn) return whenIdle(() => startTransition(drawAll));
  }, [isAllDrawn, drawAll]);

  return { drawn, isAllDrawn, drawAll };
}

const noChange = () => () => {};
/** On the server, and while a page takes over what the server has drawn. */
const beforeAlive = () => false;
const onceAlive = () => true;

/** Gives the way to take it back. Safari has no such callback. */
function whenIdle(act: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(act, SOON_MS);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(act, { timeout: SOON_MS });
  return () => cancelIdleCallback(id);
}
