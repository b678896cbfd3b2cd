import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import {
  animation,
  apng,
  CORNERS,
  corners,
  cornersOf,
  longGif,
  photo,
  pixelFlood,
  plain,
  pngChunk,
  SECRET,
  staged,
  withChunks,
} from "@/tests/support/images";
import { inspectMedia, makeThumbnail } from "./media";

/** Inspects bytes, and returns what is told of them together with the bytes that are kept. */
async function inspect(bytes: Buffer, name = "image") {
  const path = staged(bytes);
  const info = await inspectMedia(path, name);
  return { ...info, kept: readFileSync(info.replacement ?? path) };
}

const metadataOf = async (bytes: Buffer) => {
  const { exif, xmp, iptc, comments, orientation } = await sharp(bytes).metadata();
  return { exif, xmp, iptc, comments, orientation };
};
const NONE = {
  exif: undefined,
  xmp: undefined,
  iptc: undefined,
  comments: undefined,
  orientation: undefined,
};

describe("S38: a photo", () => {
  const held = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((orientation) =>
    (["jpeg", "png", "webp", "avif"] as const).map((format) => [orientation, format] as const),
  );

  test.each(held)("held as %i and stored as %s is upright and without its place", async (turn, format) => {
    const bytes = await photo(turn, format);
    expect(bytes.includes(SECRET)).toBe(true);
    const { kept, ...info } = await inspect(bytes);
    expect(info).toMatchObject({ type: `image/${format}`, width: 64, height: 32, isAnimated: false });
    expect(await metadataOf(kept)).toEqual(NONE);
    expect(kept.includes(SECRET)).toBe(false);
    expect(await cornersOf(kept)).toEqual(CORNERS);
    const thumbnail = await makeThumbnail(staged(bytes), { size: 64, format: "webp" });
    expect(await cornersOf(thumbnail)).toEqual(CORNERS);
  });

  test.each(["jpeg", "png", "webp"] as const)(
    "that is upright keeps its pixels to the bit: %s",
    async (format) => {
      const bytes = await photo(1, format);
      const { kept } = await inspect(bytes);
      const pixels = (image: Buffer) => sharp(image).raw().toBuffer();
      expect((await pixels(kept)).equals(await pixels(bytes))).toBe(true);
    },
  );

  test.each(["jpeg", "png", "webp", "gif", "avif"] as const)(
    "without metadata is kept as it is: %s",
    async (format) => {
      const bytes = await sharp(await corners())
        .toFormat(format)
        .toBuffer();
      expect(await inspect(bytes)).toMatchObject({
        replacement: null,
        width: 64,
        height: 32,
        hasThumbnail: true,
      });
    },
  );

  test.each([1, 6])("in Display P3 held as %i keeps its colours and its profile", async (orientation) => {
    const bytes = await sharp(await corners())
      .extract({ left: 0, top: 0, width: 32, height: 16 })
      .withIccProfile("p3")
      .withMetadata({ icc: "p3", orientation })
      .jpeg({ quality: 100 })
      .toBuffer();
    const stored = async (image: Buffer) =>
      [...(await sharp(image, { ignoreIcc: true }).raw().toBuffer()).subarray(0, 3)] as number[];
    const { kept } = await inspect(bytes);
    const [before, after] = [await stored(bytes), await stored(kept)];
    for (const [i, value] of after.entries()) expect(Math.abs(value - before[i]!)).toBeLessThan(4);
    expect((await sharp(kept).metadata()).icc).toBeDefined();
    const thumbnail = await makeThumbnail(staged(bytes), { size: 64, format: "webp" });
    const [red, green, blue] = await stored(thumbnail);
    expect([red! > 245, green! < 15, blue! < 15]).toEqual([true, true, true]);
  });
});

describe("S38: metadata", () => {
  test("in a PNG's chunks goes, and so does what follows its end", async () => {
    const text = Buffer.from(`Comment\0${SECRET}`);
    const png = withChunks(
      await sharp(await corners())
        .png()
        .toBuffer(),
      ...["tEXt", "zTXt", "iTXt", "eXIf", "tIME", "prVt"].map((type) => pngChunk(type, text)),
    );
    const { kept } = await inspect(Buffer.concat([png, Buffer.from(SECRET)]));
    expect(kept.includes(SECRET)).toBe(false);
    expect(await cornersOf(kept)).toEqual(CORNERS);
  });

  test("in a JPEG's comments and further pictures goes, and so does a film behind it", async () => {
    const jpeg = await sharp(await corners())
      .jpeg()
      .toBuffer();
    const segment = (marker: number, text: string) =>
      Buffer.concat([Buffer.from([0xff, marker, 0, 2 + text.length]), Buffer.from(text)]);
    const hidden = [
      segment(0xfe, SECRET),
      segment(0xe2, `MPF\0${SECRET}`),
      segment(0xed, `Photoshop 3.0\0${SECRET}`),
      segment(0xe0, `JFXX\0${SECRET}`),
    ];
    const bytes = Buffer.concat([jpeg.subarray(0, 2), ...hidden, jpeg.subarray(2), Buffer.from(SECRET)]);
    const { kept } = await inspect(bytes);
    expect(kept.equals(jpeg)).toBe(true);
  });

  test("in a GIF goes, and its frames, times and repetition stay", async () => {
    const gif = await animation(5, 8, "gif");
    const trailer = gif.length - 1;
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, SECRET.length]), Buffer.from(`${SECRET}\0`)]);
    const xmp = Buffer.concat([
      Buffer.from([0x21, 0xff, 11]),
      Buffer.from("XMP DataXMP"),
      Buffer.from([SECRET.length]),
      Buffer.from(`${SECRET}\0`),
    ]);
    const bytes = Buffer.concat([gif.subarray(0, trailer), comment, xmp, gif.subarray(trailer), comment]);
    const { kept, ...info } = await inspect(bytes);
    expect(info).toMatchObject({ type: "image/gif", isAnimated: true, width: 8, height: 8 });
    expect(kept.equals(gif)).toBe(true);
  });

  test("in an animated WebP goes, and it stays animated", async () => {
    const webp = await sharp(await animation(5, 8, "webp"), { animated: true })
      .withExif({ IFD0: { Copyright: SECRET } })
      .webp()
      .toBuffer();
    const { kept, ...info } = await inspect(webp);
    expect(info).toMatchObject({ type: "image/webp", isAnimated: true, width: 8, height: 8 });
    expect(kept.includes(SECRET)).toBe(false);
    expect(await sharp(kept).metadata()).toMatchObject({ pages: 5, delay: Array(5).fill(50) });
  });

  test("in an animated PNG goes, and its frames stay", async () => {
    const bytes = apng(pngChunk("tEXt", Buffer.from(`Comment\0${SECRET}`)));
    const { kept, ...info } = await inspect(bytes);
    expect(info).toMatchObject({ type: "image/apng", isAnimated: true, width: 4, height: 4 });
    expect(kept.equals(apng())).toBe(true);
  });
});

describe("the preview", () => {
  test("is a short data URL with the colours of the image", async () => {
    const { placeholder } = await inspect(
      await sharp(await corners())
        .png()
        .toBuffer(),
    );
    expect(placeholder!.length).toBeLessThanOrEqual(LIMITS.placeholderLength);
    expect(await cornersOf(Buffer.from(placeholder!.split(",")[1]!, "base64"))).toEqual(CORNERS);
  });

  test("of noise, with alpha, is short as well, and as transparent", async () => {
    const noise = Buffer.from(Array.from({ length: 64 * 64 * 4 }, (_, i) => (i * 7919) % 256));
    for (let i = 3; i < noise.length; i += 4) noise[i] = i < noise.length / 2 ? 0 : 255;
    const raw = { width: 64, height: 64, channels: 4 as const };
    const { placeholder } = await inspect(await sharp(noise, { raw }).png().toBuffer());
    expect(placeholder!.length).toBeLessThanOrEqual(LIMITS.placeholderLength);
    const { data } = await sharp(Buffer.from(placeholder!.split(",")[1]!, "base64"))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([data[3]! < 40, data.at(-1)! > 215]).toEqual([true, true]);
  });
});

describe("S38: an image is refused", () => {
  test("if its header claims a hundred thousand by a hundred thousand pixels", async () => {
    await expect(inspect(pixelFlood(100_000, 100_000))).rejects.toMatchObject({ fault: "too_many_pixels" });
  });

  test("if a JPEG's header claims more than it has bytes for", async () => {
    const jpeg = await plain(8, 8).jpeg().toBuffer();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(65_500, frame + 5);
    jpeg.writeUInt16BE(65_500, frame + 7);
    await expect(inspect(jpeg)).rejects.toMatchObject({ fault: "too_many_pixels" });
  });

  test("if a GIF's header claims more pixels than it has bytes for", async () => {
    const gif = await animation(2, 8, "gif");
    gif.writeUInt16LE(65_535, 6);
    gif.writeUInt16LE(65_535, 8);
    const frame = gif.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 8, 0, 8, 0]));
    gif.fill(0xff, frame + 5, frame + 9);
    await expect(inspect(gif)).rejects.toMatchObject({ fault: "too_many_pixels" });
  });

  test.each(["jpeg", "png", "webp", "gif", "avif"] as const)("if its %s is truncated", async (format) => {
    const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * i * 31) % 251));
    const whole = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
      .toFormat(format)
      .toBuffer();
    await expect(inspect(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({ fault: "broken" });
    await expect(inspect(whole.subarray(0, 40))).rejects.toMatchObject({ fault: "broken" });
  });
});

describe("a thumbnail", () => {
  test("keeps the proportions and is never larger than the image", async () => {
    const path = staged(await plain(400, 200).png().toBuffer());
    const small = await makeThumbnail(path, { size: 100, format: "webp" });
    expect(await sharp(small).metadata()).toMatchObject({ format: "webp", width: 100, height: 50 });
    const large = await makeThumbnail(path, { size: 1_600, format: "avif" });
    expect(await sharp(large).metadata()).toMatchObject({ mediaType: "image/avif", width: 400, height: 200 });
  });

  test("keeps what is transparent", async () => {
    const path = staged(await plain(40, 40).ensureAlpha(0).png().toBuffer());
    for (const format of ["webp", "avif"] as const) {
      const pixels = await sharp(await makeThumbnail(path, { size: 20, format }))
        .raw()
        .toBuffer();
      expect(pixels[3]).toBe(0);
    }
  });

  test("of an animation is animated as WebP, and its first frame as AVIF", async () => {
    const path = staged(await animation(5, 64, "gif"));
    const webp = await makeThumbnail(path, { size: 32, format: "webp" });
    expect(await sharp(webp).metadata()).toMatchObject({ pages: 5, width: 32, delay: Array(5).fill(50) });
    const avif = await sharp(await makeThumbnail(path, { size: 32, format: "avif" })).metadata();
    expect(avif).toMatchObject({ pages: 1, width: 32, height: 32 });
  });

  test("of an animation with two thousand frames has as many as are allowed", async () => {
    const side = 1_024;
    const bytes = await longGif(2_000, side);
    const info = await inspect(bytes);
    expect(info).toMatchObject({ isAnimated: true, width: side, height: side, replacement: null });
    const webp = await makeThumbnail(staged(bytes), { size: 64, format: "webp" });
    const pages = Math.floor(LIMITS.animationPixels / side ** 2);
    expect(await sharp(webp).metadata()).toMatchObject({ pages, width: 64 });
  });

  test.each([
    [1, 20_000, 1, 4],
    [20_000, 1, 4, 1],
    [100, 2_000, 25, 100],
  ])("of %i by %i pixels shows its beginning", async (width, height, shownWidth, shownHeight) => {
    const path = staged(await plain(width, height).png().toBuffer());
    const made = await sharp(await makeThumbnail(path, { size: 100, format: "webp" })).metadata();
    expect(made).toMatchObject({ width: shownWidth, height: shownHeight });
  });

  test("of a tall image shows its top", async () => {
    const top = { create: { width: 20, height: 60, channels: 3 as const, background: "red" } };
    const tall = await plain(20, 800, "blue")
      .composite([{ input: top, left: 0, top: 0 }])
      .png()
      .toBuffer();
    expect(await cornersOf(await makeThumbnail(staged(tall), { size: 64, format: "webp" }))).toEqual([
      "red",
      "red",
      "blue",
      "blue",
    ]);
  });

  test("of bytes that are no image is refused", async () => {
    for (const bytes of ["hello", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'])
      await expect(makeThumbnail(staged(bytes), { size: 64, format: "webp" })).rejects.toMatchObject({
        fault: "broken",
      });
  });
});
