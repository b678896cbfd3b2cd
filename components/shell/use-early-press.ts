"use client";

import { type MouseEvent, useRef } from "react";

/** Keeps the last press on the page for a part that answers it and may not be loaded yet. */
export function useEarlyPress() {
  const pressed = useRef<Element>(null);
  const handlers = {
    onClick({ target }: MouseEvent) {
      pressed.current = target as Element;
    },
  };
  return { pressed, handlers };
}
