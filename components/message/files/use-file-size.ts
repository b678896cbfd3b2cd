"use client";

import { useLocale } from "next-intl";
import { formatFileSize } from "@/lib/shared/files/file-size";

/** Formats bytes in the reader's language. */
export function useFileSize(): (bytes: number) => string {
  const locale = useLocale();
  return (bytes) => formatFileSize(bytes, locale);
}
