"use client";

import { startTransition, useEffect, useMemo, useState } from "react";
import { type Day, endOf } from "@/lib/client/timeline/stream";

/** So much of a window's height, in pixels, is never the list's: the room's header, and the composer. */
const AROUND = 120;

/** When what is above the first screen is drawn: that has been painted by then, and nobody has scrolled far. */
const SOON_MS = 100;

/** Whether a room has come to life in this page: never on the server, nor while the page takes over what that has drawn. */
let isAlive = false;

/**
 * The days of a room's list as they are to be drawn now. Who goes to a room first gets the screen that they will see, and
 * a moment later what is above: drawing a line costs about a millisecond. Everything is drawn at once where the
 * server has drawn it, and where one `entersElsewhere` than at the end. `drawAll` is for who cannot wait.
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
