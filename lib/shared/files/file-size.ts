const UNITS = ["kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Bytes of a kilobyte, kilobytes of a megabyte and so on: the default limit of a file, 100 MB, is 100 × 1024². */
export const UNIT_STEP = 1_024;

/**
 * Formats bytes for a reader in units of 1024, with one decimal below 10: "1.2 MB", "412 kB"; "1,2 МБ" in Russian. A few
 * bytes are 1 kB.
 */
export function formatFileSize(bytes: number, locale: string): string {
  let [value, power] = [bytes / UNIT_STEP, 0];
  // 999.5 would be rounded to 1000, which takes four digits: the next unit is shorter.
  while (value >= 999.5 && power < UNITS.length - 1) {
    value /= UNIT_STEP;
    power += 1;
  }
  const rounded = power > 0 && value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value);
  const shown = bytes > 0 ? Math.max(1, rounded) : 0;
  return new Intl.NumberFormat(locale, { style: "unit", unit: UNITS[power]!, unitDisplay: "short" }).format(
    shown,
  );
}
