"use client";

import type { KeyboardEvent, RefObject } from "react";
import type { ZoomRef } from "yet-another-react-lightbox";
import { isChord, isComposing, isKey } from "@/lib/client/shortcuts/keys";

type Keys = {
  zoom: RefObject<ZoomRef | null>;
  onStep: (step: -1 | 1) => void;
  onDownload: () => void;
  onCopy: () => void;
};

/** Players, and texts that scroll, have their own keys. */
const OWN_KEYS = "video, audio, pre";

/**
 * The keys of the lightbox: arrows move between files, or over a zoomed image; + and - zoom, 0 shows the whole, D
 * downloads, Ctrl+C copies the image. Escape belongs to the dialog.
 */
export function useLightboxKeys({ zoom, onStep, onDownload, onCopy }: Keys) {
  function actOf(event: KeyboardEvent): (() => void) | null {
    if (isChord("Mod+C", event) && getSelection()?.isCollapsed !== false) return onCopy;
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    const isZoomed = (zoom.current?.zoom ?? 1) > 1;
    if (isKey("ArrowLeft", event) && !isZoomed) return () => onStep(-1);
    if (isKey("ArrowRight", event) && !isZoomed) return () => onStep(1);
    if (isKey("+", event) || isKey("=", event)) return () => zoom.current?.zoomIn();
    if (isKey("-", event)) return () => zoom.current?.zoomOut();
    if (isKey("0", event)) return () => zoom.current?.changeZoom(1);
    return isKey("D", event) ? onDownload : null;
  }

  /** Runs before the slides see the key, because they have a part of these keys too. */
  return function onKeyDownCapture(event: KeyboardEvent<HTMLElement>) {
    if (isComposing(event) || (event.target as Element).closest(OWN_KEYS)) return;
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
}
