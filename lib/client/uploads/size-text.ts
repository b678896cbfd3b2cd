import { UNIT_STEP } from "@/lib/shared/files/file-size";

/**
 * Formats sent bytes in the unit in which `formatFileSize` shows the whole, without that unit: "3.1" of "4.8 MB".
 */
export function sentText(sent: number, size: number, locale: string): string {
  let unit = UNIT_STEP;
  while (size / unit >= 999.5) unit *= UNIT_STEP;
  const digits = unit > UNIT_STEP && size / unit < 9.95 ? 1 : 0;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(sent / unit);
}

/** A time in the unit in which people say it: seconds, then minutes, then hours. */
export function roughTime(seconds: number): { unit: "seconds" | "minutes" | "hours"; count: number } {
  if (seconds < 60) return { unit: "seconds", count: seconds };
  if (seconds < 3_600) return { unit: "minutes", count: Math.ceil(seconds / 60) };
  return { unit: "hours", count: Math.ceil(seconds / 3_600) };
}
