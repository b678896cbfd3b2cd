const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Bytes as a number of a unit that `Intl.NumberFormat` knows, by thousands (SI): 1,234,567 is 1.2 megabytes. */
export type FileSize = { value: number; unit: (typeof UNITS)[number] };

/** Converts bytes to the largest unit in which they are at least 1, with one decimal below 10. */
export function fileSize(bytes: number): FileSize {
  let [value, power] = [bytes, 0];
  // 999.5 is rounded to 1000, which belongs to the next unit.
  while (value >= 999.5 && power < UNITS.length - 1) {
    value /= 1000;
    power += 1;
  }
  const rounded = power > 0 && value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value);
  return { value: rounded, unit: UNITS[power]! };
}

/** Formats bytes for a reader: "1.2 MB", "412 kB"; "1,2 МБ" in Russian. */
export function formatFileSize(bytes: number, locale: string): string {
  const { value, unit } = fileSize(bytes);
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);
}
