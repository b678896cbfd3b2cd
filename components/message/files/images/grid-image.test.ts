import { expect, test } from "vitest";
import type { AttachmentView } from "@/lib/shared/views";
import { srcSetOf, toGridImage } from "./grid-image";

const of = (width: number, height: number) => srcSetOf({ src: "/f", thumbnail: "/t", width, height });

test("the widths of a landscape image's thumbnails are their sizes", () => {
  expect(of(4000, 3000)).toBe(
    "/t?size=320 320w, /t?size=640 640w, /t?size=960 960w, /t?size=1280 1280w, /t?size=1600 1600w",
  );
});

test("a portrait image's thumbnails are narrower than their sizes", () => {
  expect(of(3000, 4000)).toBe(
    "/t?size=320 240w, /t?size=640 480w, /t?size=960 720w, /t?size=1280 960w, /t?size=1600 1200w",
  );
});

test("a thumbnail is never promised larger than its image", () => {
  expect(of(500, 250)).toBe("/t?size=320 320w, /t?size=640 500w");
});

test("the thumbnail of a very high image is cropped, so it is wider", () => {
  expect(of(1080, 12_000)).toContain("/t?size=640 160w");
});

test("an image without thumbnails or size has no srcset", () => {
  expect(srcSetOf({ src: "blob:x", thumbnail: null, width: 10, height: 10 })).toBeUndefined();
  expect(srcSetOf({ src: "/f", thumbnail: "/t", width: null, height: null })).toBeUndefined();
});

test("a small animated PNG is drawn itself, because its thumbnails stand still", () => {
  const of = (file: Partial<AttachmentView>) => toGridImage(file as AttachmentView).isDrawnInFull;
  const moving = { isAnimated: true, type: "image/apng", size: 1_000 };
  expect(of(moving)).toBe(true);
  expect([of({ ...moving, type: "image/gif" }), of({ ...moving, size: 100_000_000 })]).toEqual([
    false,
    false,
  ]);
});
