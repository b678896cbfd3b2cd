"use client";

import { useSyncExternalStore } from "react";

function subscribe(listener: () => void): () => void {
  const forget = new AbortController();
  const { signal } = forget;
  window.addEventListener("focus", listener, { signal });
  window.addEventListener("blur", listener, { signal });
  document.addEventListener("visibilitychange", listener, { signal });
  return () => forget.abort();
}

/** Whether somebody is looking at this page: it is visible and its window has the focus. */
export function useIsWatching(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => document.visibilityState === "visible" && document.hasFocus(),
    () => false,
  );
}
