"use client";

import { usePathname } from "next/navigation";
import { useEffect, useEffectEvent } from "react";
import { createHistoryOverlays } from "./history-overlays";
import { isNarrowNow } from "./use-is-wide";

let layers: ReturnType<typeof createHistoryOverlays> | null = null;

function layersOfTab() {
  if (layers) return layers;
  const made = createHistoryOverlays({ history: window.history, href: () => location.href });
  window.addEventListener("popstate", made.onPopState);
  layers = made;
  return made;
}

/** On a narrow screen the browser's Back closes what has opened in front of the page, as people expect of a telephone. */
export function useBackCloses(isOpen: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose);

  useEffect(() => {
    if (isOpen && isNarrowNow()) return layersOfTab().open(() => close());
  }, [isOpen]);
}

/** Tells the layers of every other page; once in the frame around all pages. */
export function useHistoryOverlays(): void {
  const pathname = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another entry.
  useEffect(() => layers?.onPageChange(), [pathname]);
}
