"use client";

import { useFreshPages } from "./use-fresh-pages";

/** Draws nothing: sees to it that no page is shown again that is no longer true. */
export function FreshPages() {
  useFreshPages();
  return null;
}
