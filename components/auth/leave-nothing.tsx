"use client";

import { useEffect } from "react";
import { wipeCaches } from "@/lib/client/storage/local-data";

/** Wipes cached data on the login page, in case a session ended while nobody was looking. */
export function LeaveNothing() {
  useEffect(() => void wipeCaches(), []);
  return null;
}
