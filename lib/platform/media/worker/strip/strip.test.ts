import { statSync } from "node:fs";
import fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { animation, apng, photo, staged } from "@/tests/support/images";
import { recording } from "@/tests/support/recordings";
import { type KeptParts, OddBytes } from "./kept";
import { stripGif } from "./strip-gif";
import { stripJpeg } from "./strip-jpeg";
import { clearMetadata, findMetadata } from "./strip-mp4";
import { stripPng } from "./strip-png";
import { stripWebp } from "./strip-webp";

/** Changes of a file: a byte at a place, both as shares of what is possible. */
const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
  minLength: 1,
  maxLength: 6,
});

function changed(bytes: Buffer, places: [number, number][]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [share, value] of places) copy[Math.floor(share * copy.length)] = value;
  return copy;
}

const STRIPPERS: [string, (bytes: Buffer) => KeptParts, () => Promise<Buffer>][] = [
  ["JPEG", stripJpeg, () => photo(1, "jpeg")],
  ["PNG", stripPng, () => photo(1, "png")],
  ["animated PNG", stripPng, async () => apng()],
  ["WebP", stripWebp, () => photo(1, "webp")],
  ["animated WebP", stripWebp, () => animation(3, 8, "webp")],
  ["GIF", stripGif, () => animation(3, 8, "gif")],
];

test.each(STRIPPERS)("a damaged %s is stripped or refused, and never grows", async (_name, strip, make) => {
  const bytes = await make();
  fc.assert(
    fc.property(changes, fc.nat(bytes.length), (places, length) => {
      for (const damaged of [changed(bytes, places), bytes.subarray(0, length)])
        try {
          const kept = Buffer.concat(strip(damaged));
          expect(kept.length).toBeLessThanOrEqual(damaged.length + 8);
          expect(Buffer.concat(strip(kept)).equals(kept)).toBe(true);
        } catch (error) {
          if (!(error instanceof OddBytes)) throw error;
        }
    }),
    { numRuns: 500 },
  );
});

test.each(STRIPPERS)(
  "a %s that was stripped is one still, and has nothing more to strip",
  async (_name, strip, make) => {
    const kept = Buffer.concat(strip(await make()));
    expect(Buffer.concat(strip(kept)).equals(kept)).toBe(true);
    await expect(sharp(kept, { failOn: "warning", pages: -1 }).raw().toBuffer()).resolves.toBeDefined();
  },
);

test("a damaged MP4 keeps its length when its metadata is cleared", async () => {
  const bytes = await recording({ format: "mp4", seconds: 1, title: "title" });
  await fc.assert(
    fc.asyncProperty(changes, async (places) => {
      const path = staged(changed(bytes, places));
      const found = await findMetadata(path);
      if (found) await clearMetadata(path, found);
      expect(statSync(path).size).toBe(bytes.length);
    }),
    { numRuns: 100 },
  );
});
