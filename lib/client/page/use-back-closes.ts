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

/** On a narrow screen, makes the browser's Back close an overlay, as on a phone. */
export function useBackCloses(isOpen: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose);

  useEffect(() => {
    if (isOpen && isNarrowNow()) return layersOfTab().open(() => close());
  }, [isOpen]);
}

/** Reports page changes to the overlays. Mount once, around all pages. */
export function useHistoryOverlays(): void {
  const pathname = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another entry.
  useEffect(() => layers?.onPageChange(), [pathname]);
}
