const UNITS = ["kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/**
 * Formats bytes for a reader by thousands (SI), with one decimal below 10: "1.2 MB", "412 kB"; "1,2 МБ" in Russian. A
 * few bytes are 1 kB.
 */
export function formatFileSize(bytes: number, locale: string): string {
  let [value, power] = [bytes / 1000, 0];
  // 999.5 is rounded to 1000, which belongs to the next unit.
  while (value >= 999.5 && power < UNITS.length - 1) {
    value /= 1000;
    power += 1;
  }
  const rounded = power > 0 && value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value);
  const shown = bytes > 0 ? Math.max(1, rounded) : 0;
  return new Intl.NumberFormat(locale, { style: "unit", unit: UNITS[power]!, unitDisplay: "short" }).format(
    shown,
  );
}
