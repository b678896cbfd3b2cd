"use client";

import { useState } from "react";

/** The bar that finds in a room: `asked` counts how often it was asked for, 0 while it is closed. */
export function useFinding() {
  const [asked, ask] = useState(0);

  return {
    asked,
    /** Opens the bar, or returns to its field. False in the field itself: there the key is the browser's own. */
    find() {
      if (document.activeElement?.matches("[data-find-field]")) return false;
      ask((times) => times + 1);
      return true;
    },
    close: () => ask(0),
  };
}
