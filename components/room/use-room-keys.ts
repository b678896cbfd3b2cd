"use client";

import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useShortcuts } from "@/lib/client/shortcuts/use-shortcuts";
import type { Panel } from "./room-header";

/**
 * The shortcuts of an open room. Escape ends one thing at a time, the nearest first.
 *
 * @param find opens the bar that finds; false where the browser should search
 */
export function useRoomKeys(panel: Panel, openPanel: (panel: Panel) => void, find: () => boolean): void {
  const acts = useMessageActions();

  function leave({ target }: KeyboardEvent): false | undefined {
    // In the list of messages Escape returns to the composer.
    if (target instanceof Element && target.closest("[role=log]")) return false;
    if (acts.store.get().replyTo) acts.dropReply();
    else if (panel !== null) openPanel(null);
    else if (!acts.markRead()) return false;
  }

  useShortcuts({
    escape: leave,
    findInRoom: find,
    panel: () => openPanel(panel === null ? "members" : null),
    focusComposer: () => acts.focusComposer(),
  });
}
