"use client";

import { useEffect } from "react";
import { holdsFiles } from "@/lib/client/uploads/data-transfer";

/** Renders nothing. A file that is dropped where nothing takes it must not replace the page. */
export function DropGuard() {
  useEffect(() => {
    const left = new AbortController();
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer || !holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "none";
    };
    for (const type of ["dragover", "drop"] as const)
      window.addEventListener(type, refuse, { signal: left.signal });
    return () => left.abort();
  }, []);

  return null;
}
