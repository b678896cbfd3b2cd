import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ImageBox, type ImageSize, layoutImages } from "./image-layout";

const GAP = 4;
const COLUMN = 720;

const side = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 20_000 }));
const known = fc.record({ width: side, height: side });
const image: fc.Arbitrary<ImageSize> = fc.oneof(
  { weight: 9, arbitrary: known },
  { weight: 1, arbitrary: fc.constant({ width: null, height: null }) },
);
const images = fc.array(image, { minLength: 1, maxLength: 10 });

const widthOf = (row: ImageBox[]) => row.reduce((sum, { width }) => sum + width, 0) + GAP * (row.length - 1);
const ratio = ({ width, height }: { width: number; height: number }) => width / height;

describe("for any one to ten images", () => {
  test("every image has a box, in its order", () => {
    fc.assert(fc.property(images, (some) => layoutImages(some).flat().length === some.length));
  });

  test("no row has more than four", () => {
    fc.assert(fc.property(images, (some) => layoutImages(some).every((row) => row.length <= 4)));
  });

  test("no row is wider than the column", () => {
    fc.assert(fc.property(images, (some) => layoutImages(some).every((row) => widthOf(row) <= COLUMN + 0.1)));
  });

  test("the boxes of a row are equally high, and none is higher than 400", () => {
    fc.assert(
      fc.property(images, (some) => {
        for (const row of layoutImages(some)) {
          expect(new Set(row.map(({ height }) => height)).size).toBe(1);
          expect(row[0]!.height).toBeLessThanOrEqual(400);
        }
      }),
    );
  });

  test("a ratio that is not extreme is kept", () => {
    const photo = fc.record({
      width: fc.integer({ min: 400, max: 4_000 }),
      height: fc.integer({ min: 400, max: 4_000 }),
    });
    const usual = photo.filter((one) => ratio(one) > 0.41 && ratio(one) < 3.9);
    fc.assert(
      fc.property(fc.array(usual, { minLength: 1, maxLength: 10 }), (some) => {
        const boxes = layoutImages(some).flat();
        for (const [index, box] of boxes.entries()) expect(ratio(box)).toBeCloseTo(ratio(some[index]!), 1);
      }),
    );
  });

  test("no image is enlarged: one that is smaller than its box is marked", () => {
    fc.assert(
      fc.property(fc.array(known, { minLength: 1, maxLength: 10 }), (some) => {
        const boxes = layoutImages(some).flat();
        for (const [index, box] of boxes.entries()) {
          const { width, height } = some[index]!;
          expect(box.isSmall || (width > box.width - 1.01 && height > box.height - 1.01)).toBe(true);
        }
      }),
    );
  });

  test("every box can be hit by a finger", () => {
    fc.assert(
      fc.property(image, (one) => {
        const [[box]] = layoutImages([one]) as [[ImageBox]];
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(40);
      }),
    );
  });
});

describe("a single image", () => {
  const boxOf = (width: number, height: number) => layoutImages([{ width, height }])[0]![0]!;

  test.each([
    ["a landscape photo", 4032, 3024, 533.33, 400],
    ["a wide screenshot", 2560, 1080, 720, 303.75],
    ["a portrait photo", 3024, 4032, 300, 400],
    ["a picture as large as the column", 640, 300, 640, 300],
    ["an icon", 32, 32, 40, 40],
    ["a small banner", 600, 60, 600, 60],
  ])("%s of %d by %d is %d by %d", (_, width, height, boxWidth, boxHeight) => {
    expect(boxOf(width, height)).toMatchObject({ width: boxWidth, height: boxHeight });
  });

  test("of an extreme ratio is cropped to a bounded one", () => {
    expect(boxOf(1080, 12_000)).toMatchObject({ width: 160, height: 400, isSmall: false });
    expect(boxOf(12_000, 300)).toMatchObject({ width: 720, height: 180, isSmall: false });
    expect(boxOf(1, 20_000)).toMatchObject({ width: 40, height: 40, isSmall: true });
  });
});

test("three images stand in one row 526 wide, as in design/files.html", () => {
  const [row, ...others] = layoutImages([
    { width: 2560, height: 1600 },
    { width: 2140, height: 1600 },
    { width: 1200, height: 1600 },
  ]);
  expect(others).toEqual([]);
  expect(widthOf(row!)).toBeCloseTo(526, 0);
  expect(row![0]!.height).toBeCloseTo(140.5, 0);
});

test("ten images stand in rows that nobody has to scroll past", () => {
  const rows = layoutImages(Array.from({ length: 10 }, () => ({ width: 1500, height: 1000 })));
  expect(rows.map((row) => row.length)).toEqual([3, 3, 4]);
  expect(rows.reduce((sum, row) => sum + row[0]!.height, 0)).toBeLessThan(400);
});
