"use client";

import { useRef, useState } from "react";
import type { Panel } from "./room-header";

/** What stands beside the messages. When it is closed from within, the focus goes back to where it was opened. */
export function usePanel() {
  const [panel, show] = useState<Panel>(null);
  const opener = useRef<Element | null>(null);

  function openPanel(next: Panel) {
    const focused = document.activeElement;
    if (next !== null && panel === null) opener.current = focused;
    if (next === null && focused?.closest("aside") && opener.current instanceof HTMLElement)
      opener.current.focus();
    show(next);
  }

  return { panel, openPanel };
}
