"use client";

import { useEffect } from "react";
import { wipeCaches } from "@/lib/client/storage/local-data";

/** Where one logs in nobody is logged in: what was read here before is wiped, if a session ended while nobody looked. */
export function LeaveNothing() {
  useEffect(() => void wipeCaches(), []);
  return null;
}
