import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { testFolder } from "@/tests/support/folder";
import { inspectMedia, makeThumbnail } from "./media";

/** Writes bytes to a file of their own, as an upload does before it is inspected. */
function staged(bytes: Uint8Array | string, name = "upload") {
  const path = join(testFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#336699" } });

test("a photo's size is told as it is shown upright", async () => {
  const photo = await plain(60, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const info = await inspectMedia(staged(photo), "photo.jpg");
  expect(info).toMatchObject({ type: "image/jpeg", width: 20, height: 60, hasThumbnail: true });
  expect(await sharp(info.replacement!).metadata()).toMatchObject({ width: 20, height: 60 });
});

test("a file of no known kind is only a file", async () => {
  expect(await inspectMedia(staged(new Uint8Array([0, 1, 2, 255])), "photo.jpg")).toMatchObject({
    type: "application/octet-stream",
    width: null,
    replacement: null,
    hasThumbnail: false,
  });
});

test("a truncated image is refused as broken", async () => {
  const whole = await plain(200, 200).png().toBuffer();
  const path = staged(whole.subarray(0, whole.length - 30));
  await expect(inspectMedia(path, "a.png")).rejects.toMatchObject({ fault: "broken" });
});

test("a thumbnail keeps the proportions and is never larger than the image", async () => {
  const path = staged(await plain(400, 200).png().toBuffer());
  const small = await makeThumbnail(path, { size: 100, format: "webp" });
  expect(await sharp(small).metadata()).toMatchObject({ format: "webp", width: 100, height: 50 });
  const large = await makeThumbnail(path, { size: 1_600, format: "avif" });
  expect(await sharp(large).metadata()).toMatchObject({ width: 400, height: 200 });
});
