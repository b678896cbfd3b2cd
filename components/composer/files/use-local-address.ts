"use client";

import { useEffect, useState } from "react";
import { useUploadEngine } from "@/lib/client/uploads/use-upload-engine";

/**
 * An address in this page of a file on its way, from its bytes in this browser; null until they are read.
 *
 * @param isWanted false reads nothing
 */
export function useLocalAddress(id: string, isWanted: boolean): string | null {
  const act = useUploadEngine();
  const [url, setUrl] = useState<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `act` is the same function in all but name.
  useEffect(() => {
    if (!isWanted) return;
    let isShown = true;
    act((engine) => void engine.preview(id).then((made) => isShown && setUrl(made)));
    return () => {
      isShown = false;
    };
  }, [id, isWanted]);

  return url;
}
