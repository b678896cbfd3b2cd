"use client";

import { useFreshPages } from "./use-fresh-pages";

/** Renders nothing. Discards cached pages that are outdated. */
export function FreshPages() {
  useFreshPages();
  return null;
}
