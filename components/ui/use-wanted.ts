import { useState } from "react";

/**
 * Whether something has ever been opened. Dialogs, drawers and menus are a fifth of a page's script and are fetched when
 * the first of them is wanted; from then on they stay, so that they can close in their own time.
 */
export function useWanted(isOpen: boolean): boolean {
  const [isWanted, want] = useState(isOpen);
  if (isOpen && !isWanted) want(true);
  return isWanted || isOpen;
}
