"use client";

import { useEffect, useState } from "react";
import type { Upload } from "@/lib/client/uploads/upload";
import { useUploadEngine } from "@/lib/client/uploads/use-upload-engine";

/**
 * An address in this page of a file on its way, from its bytes in this browser; null until they are read.
 *
 * @param isWanted false reads nothing
 */
export function useLocalAddress(
  { id, keeping }: Pick<Upload, "id" | "keeping">,
  isWanted: boolean,
): string | null {
  const act = useUploadEngine();
  const [url, setUrl] = useState<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `act` is the same function in all but name. Another tab's file can be read once it is stored.
  useEffect(() => {
    if (!isWanted) return;
    let isShown = true;
    act((engine) => void engine.preview(id).then((made) => isShown && setUrl(made)));
    return () => {
      isShown = false;
    };
  }, [id, keeping, isWanted]);

  return url;
}
