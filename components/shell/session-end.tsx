"use client";

import { useEffect } from "react";
import { useLiveStatus } from "@/lib/client/rooms/use-rooms";

/** Logging out here opens the login page anyway; this covers a session that ended elsewhere. */
const PATIENCE_MS = 700;

/** Leaves the page when the session ended, so that nothing on it can be seen or used. */
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
