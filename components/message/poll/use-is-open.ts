"use client";

import { useEffect, useReducer } from "react";
import type { PollView } from "@/lib/shared/views";

/** A timer of more than 24.8 days fires at once. */
const LONGEST_MS = 3_600_000;

/** True while people may vote. It follows the clock; the server tells a little later. */
export function useIsOpen({ closesAt, closedAt }: PollView): boolean {
  const [, look] = useReducer((count: number) => count + 1, 0);
  const left = closesAt === null ? Number.POSITIVE_INFINITY : Date.parse(closesAt) - Date.now();
  const isOpen = closedAt === null && left > 0;

  useEffect(() => {
    if (!isOpen || !Number.isFinite(left)) return;
    const timer = setTimeout(look, Math.min(left + 100, LONGEST_MS));
    return () => clearTimeout(timer);
  });
  return isOpen;
}
