import { writeFile } from "node:fs/promises";
import type { Metadata, Sharp } from "sharp";
import { type MediaInfo, plainFile, replacementPath } from "../media-info";
import { openImage, orBroken, readHeader } from "./images";
import { makePlaceholder } from "./placeholder";
import { stripImage } from "./strip/strip-image";

/** Encoders that keep what the eye sees; an image passes them once, when it is turned or cannot be stripped otherwise. */
const ENCODERS: Readonly<Record<string, (image: Sharp, header: Metadata) => Sharp>> = {
  "image/jpeg": (image, { chromaSubsampling = "4:2:0" }) => image.jpeg({ quality: 92, chromaSubsampling }),
  "image/png": (image) => image.png(),
  "image/webp": (image) => image.webp({ quality: 92 }),
  "image/avif": (image) => image.avif({ quality: 75, effort: 2 }),
  "image/gif": (image) => image.gif(),
};

/**
 * Reads an image's size as it is shown upright and a blurred preview, and writes a copy without metadata beside it where
 * there is any. A still that lies on its side is turned and encoded anew with its colour profile; all other images keep
 * their pixels to the bit. An animation is stripped but never turned.
 *
 * @throws MediaRefusal if the bytes make no image or have too many pixels
 */
export async function inspectImage(path: string, type: string): Promise<MediaInfo> {
  const header = await readHeader(path);
  const isAnimated = type === "image/apng" || (header.pages ?? 1) > 1;
  const placeholder = await makePlaceholder(path);
  const replacement = await removeMetadata(path, type, header, isAnimated);
  const { width, height } = isAnimated ? header : header.autoOrient;
  return { ...plainFile(type), width, height, placeholder, isAnimated, hasThumbnail: true, replacement };
}

/** Returns the path of a new file, or null if the image has no metadata and is upright. */
async function removeMetadata(path: string, type: string, header: Metadata, isAnimated: boolean) {
  const to = replacementPath(path);
  const isUpright = isAnimated || (header.orientation ?? 1) === 1;
  if (type === "image/avif" && isUpright && !hasMetadata(header)) return null;
  const outcome = isUpright ? await stripImage(path, type, to) : "odd";
  if (outcome === "clean") return null;
  if (outcome === "odd" || hasMetadata(await readHeader(to))) await encodeAnew(path, type, header, to);
  return to;
}

const hasMetadata = ({ exif, xmp, iptc, comments, tifftagPhotoshop }: Metadata) =>
  Boolean(exif || xmp || iptc || comments?.length || tifftagPhotoshop);

/** Encoding leaves all metadata out but the colour profile. */
async function encodeAnew(path: string, type: string, header: Metadata, to: string): Promise<void> {
  const encode = ENCODERS[type === "image/apng" ? "image/png" : type]!;
  const image = openImage(path, -1).autoOrient().keepIccProfile();
  await writeFile(to, await orBroken(() => encode(image, header).toBuffer()), { mode: 0o600 });
}
