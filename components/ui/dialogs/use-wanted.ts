import { useState } from "react";

/**
 * Returns whether something was ever opened. Dialogs, drawers and menus are a fifth of a page's script and load on first use;
 * from then on they stay mounted for their closing animation.
 */
export function useWanted(isOpen: boolean): boolean {
  const [isWanted, want] = useState(isOpen);
  if (isOpen && !isWanted) want(true);
  return isWanted || isOpen;
}
