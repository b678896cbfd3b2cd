"use client";

import { useEffect } from "react";
import { useLiveStatus } from "@/lib/client/rooms/use-rooms";

/** Who logs out here goes to the log-in page anyway; this is for a session that ended elsewhere. */
const PATIENCE_MS = 700;

/** Leaves the page when its session is over: nothing on it may be seen or done any more. */
export function SessionEnd() {
  const hasEnded = useLiveStatus() === "ended";

  useEffect(() => {
    if (!hasEnded) return;
    const timer = setTimeout(() => {
      location.assign(`/login?next=${encodeURIComponent(location.pathname)}`);
    }, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [hasEnded]);

  return null;
}
