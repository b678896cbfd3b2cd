"use client";

import { useRef } from "react";
import { focusContent } from "@/lib/client/page/landmarks";

/**
 * Where the focus goes when a layer closes: back to what opened it, to the button of the menu that did, or, where
 * neither is there any more, to what the page is about. Radix knows only triggers of its own, and would lose it.
 */
export function useFocusBack(isOpen: boolean): (event: Event) => void {
  const opener = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  // While it is drawn, since a field in it takes the focus before any effect could look.
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

/** What has the focus; of an entry of a menu, which is about to go, the button of the menu. */
function openerNow(): Element | null {
  const focused = document.activeElement;
  const menu = focused?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  if (menu) return document.getElementById(menu) ?? focused;
  return focused === document.body ? null : focused;
}
