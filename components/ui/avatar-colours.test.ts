import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync("app/globals.css", "utf8");
const colours = [...css.matchAll(/--color-avatar-\d+: (#[0-9a-f]{6});/g)].map(([, hex = ""]) => hex);

const linear = (hex: string) =>
  [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];

/** Contrast with white (WCAG 2.2, relative luminance). */
function contrast(hex: string): number {
  const [r, g, b] = linear(hex);
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

/** A colour in OKLab, in which equal distances look equal (Björn Ottosson, 2020). */
function oklab(hex: string): [number, number, number] {
  const [r, g, b] = linear(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

test("initials can be read on each of the twelve colours, in both themes", () => {
  expect(new Set(colours).size).toBe(12);
  expect(css).toMatch(/--color-avatar-ink: #ffffff;/);
  for (const colour of colours) expect(contrast(colour), colour).toBeGreaterThanOrEqual(4.5);
});

test("each colour is told from the others", () => {
  for (const one of colours)
    for (const other of colours) {
      if (one === other) continue;
      const [a, b] = [oklab(one), oklab(other)];
      const distance = Math.hypot(...a.map((part, index) => part - (b[index] ?? 0)));
      expect(distance, `${one} and ${other}`).toBeGreaterThan(0.06);
    }
});
