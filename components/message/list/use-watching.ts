"use client";

import { useSyncExternalStore } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";

function subscribe(listener: () => void): () => void {
  const forget = new AbortController();
  const { signal } = forget;
  window.addEventListener("focus", listener, { signal });
  window.addEventListener("blur", listener, { signal });
  document.addEventListener("visibilitychange", listener, { signal });
  return () => forget.abort();
}

/**
 * Returns whether somebody sees what arrives: the page is visible, its window focused, the browser not idle, and missed changes
 * are loaded.
 */
export function useIsWatching(): boolean {
  const { away, isCatchingUp } = useChat();
  const isAway = useStore(away.store);
  const isLate = useStore(isCatchingUp);
  const isInFront = useSyncExternalStore(
    subscribe,
    () => document.visibilityState === "visible" && document.hasFocus(),
    () => false,
  );
  return isInFront && !isAway && !isLate;
}
