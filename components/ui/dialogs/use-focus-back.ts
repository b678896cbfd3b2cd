"use client";

import { useRef } from "react";
import { focusContent } from "@/lib/client/page/focus-content";

/**
 * Returns the focus when an overlay closes: to its opener, to the button of the menu that opened it, or to the content
 * if both are gone. Radix handles only its own triggers.
 */
export function useFocusBack(isOpen: boolean): (event: Event) => void {
  const opener = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  // During rendering, because a field in it takes the focus before any effect runs.
  if (isOpen !== wasOpen.current) {
    wasOpen.current = isOpen;
    if (isOpen) opener.current = openerNow();
  }

  return (event) => {
    event.preventDefault();
    if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
    else if (opener.current) focusContent();
  };
}

/** The focused element; for a menu entry, which is about to disappear, the menu's button. */
function openerNow(): Element | null {
  const focused = document.activeElement;
  const menu = focused?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  if (menu) return document.getElementById(menu) ?? focused;
  return focused === document.body ? null : focused;
}
