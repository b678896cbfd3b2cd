"use client";

import { useCallback, useState } from "react";

type Load = "loading" | "loaded" | "failed";

/**
 * The state of an image's load. The image may have loaded or failed before the page was hydrated, and then fires no
 * event: `ref` asks it.
 */
export function useImageLoad() {
  const [load, setLoad] = useState<Load>("loading");
  const ref = useCallback((image: HTMLImageElement | null) => {
    if (image?.complete && image.currentSrc !== "") setLoad(image.naturalWidth > 0 ? "loaded" : "failed");
  }, []);

  return {
    load,
    retry: () => setLoad("loading"),
    events: { ref, onLoad: () => setLoad("loaded"), onError: () => setLoad("failed") },
  };
}
