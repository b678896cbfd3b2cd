"use client";

import { usePathname } from "next/navigation";
import { useEffect, useEffectEvent } from "react";
import { createLayers } from "./layers";
import { isNarrowNow } from "./use-is-wide";

let layers: ReturnType<typeof createLayers> | null = null;

function layersOfTab() {
  if (layers) return layers;
  const made = createLayers({ history: window.history, href: () => location.href });
  window.addEventListener("popstate", made.travelled);
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
export function useLayersOfPages(): void {
  const pathname = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another entry.
  useEffect(() => layers?.moved(), [pathname]);
}
