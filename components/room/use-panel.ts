"use client";

import { useRef, useState } from "react";
import type { Leaf } from "./details/details-panel";

/** The panel beside the messages. */
export type Panel = Leaf | "pins" | "bookmarks" | null;

/** Returns whether a panel is a tab of the room's details. */
export const isDetails = (panel: Panel): panel is Leaf =>
  panel !== null && panel !== "pins" && panel !== "bookmarks";

/** The panel beside the messages, in the place of an open thread. When it is closed from inside, the focus returns to its button. */
export function usePanel(rootId: string | null) {
  const [chosen, show] = useState<Panel>(null);
  const panel = rootId ? null : chosen;
  const opener = useRef<Element | null>(null);

  function openPanel(next: Panel) {
    const focused = document.activeElement;
    if (next !== null && panel === null) opener.current = focused;
    if (next === null && focused?.closest("aside") && opener.current instanceof HTMLElement)
      opener.current.focus();
    if (rootId) window.history.replaceState(null, "", location.pathname);
    show(next);
  }

  return { panel, openPanel };
}
