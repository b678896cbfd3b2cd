"use client";

import { startTransition, useEffect, useMemo, useState } from "react";
import { type Day, endOf } from "@/lib/client/timeline/stream";

/** The part of the window's height, in pixels, that the header and composer take. */
const AROUND = 120;

/** When the lines above the first screen are rendered: after the first paint, before anybody scrolls far. */
const SOON_MS = 100;

/** True if a room was hydrated in this page. False on the server and during hydration. */
let isAlive = false;

/**
 * The days of a list to render now. On entering a room, the visible screen comes first and the lines above a moment
 * later, because a line costs about a millisecond. Everything renders at once if the server rendered it, or if the room
 * opens elsewhere than at its end. `drawAll` renders everything immediately.
 */
export function useDrawnDays(days: Day[], entersElsewhere: boolean) {
  const [isAllDrawn, setAllDrawn] = useState(!isAlive || entersElsewhere);
  const drawn = useMemo(
    () => (isAllDrawn ? days : endOf(days, window.innerHeight - AROUND)),
    [days, isAllDrawn],
  );
  const drawAll = () => setAllDrawn(true);

  useEffect(() => {
    isAlive = true;
    const timer = setTimeout(() => startTransition(() => setAllDrawn(true)), SOON_MS);
    return () => clearTimeout(timer);
  }, []);

  return [drawn, isAllDrawn, drawAll] as const;
}
