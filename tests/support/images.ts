import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { stripGif } from "@/lib/platform/media/worker/strip/strip-gif";
import { testFolder } from "./folder";

/** Words in metadata that must not be in the bytes afterwards. */
export const SECRET = "SECRETPLACE";

/** Writes bytes to a file of their own, as an upload does before it is inspected. */
export function staged(bytes: Uint8Array | string, name = "upload"): string {
  const path = join(testFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

/** An image of one colour. */
export const plain = (width: number, height: number, background: object | string = "#336699"): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

/** Colours of the corners of `corners`: top left, top right, bottom left, bottom right. */
export const CORNERS = ["red", "lime", "blue", "white"];

/** An image of 64 by 32 pixels whose four quarters have different colours. */
export async function corners(): Promise<Buffer> {
  const at = [
    { left: 0, top: 0 },
    { left: 32, top: 0 },
    { left: 0, top: 16 },
    { left: 32, top: 16 },
  ];
  const quarters = at.map((place, i) => ({
    ...place,
    input: { create: { width: 32, height: 16, channels: 3 as const, background: CORNERS[i]! } },
  }));
  return plain(64, 32).composite(quarters).png().toBuffer();
}

/** Names the colours in the middle of an image's quarters. */
export async function cornersOf(image: Uint8Array | string): Promise<(string | undefined)[]> {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return [0.25, 0.75].flatMap((y) =>
    [0.25, 0.75].map((x) => {
      const at = (Math.floor(info.height * y) * info.width + Math.floor(info.width * x)) * info.channels;
      const bits = [...data.subarray(at, at + 3)].map((value) => Number(value > 127)).join("");
      return { "100": "red", "010": "lime", "001": "blue", "111": "white" }[bits];
    }),
  );
}

/**
 * Turns an upright image so that a camera's orientation 1 to 8 (EXIF) turns it back. sharp flips before it rotates: 5 is
 * transposed, 7 transversed.
 */
const TURNS: ((image: Sharp) => Sharp)[] = [
  (image) => image,
  (image) => image.flop(),
  (image) => image.rotate(180),
  (image) => image.flip(),
  (image) => image.rotate(90).flip(),
  (image) => image.rotate(270),
  (image) => image.rotate(90).flop(),
  (image) => image.rotate(90),
];

/** `corners` as a camera stores it that was held in one of eight ways, with the place where it was taken. */
export async function photo(orientation: number, format: "jpeg" | "png" | "webp" | "avif"): Promise<Buffer> {
  const turned = await TURNS[orientation - 1]!(sharp(await corners()))
    .png()
    .toBuffer();
  return sharp(turned)
    .withExif({
      IFD0: { Copyright: SECRET, Orientation: String(orientation) },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "59/1 56/1 0/1" },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>${SECRET}</rdf:RDF></x:xmpmeta>`)
    .withMetadata({ orientation })
    .toFormat(format, { quality: 95 })
    .toBuffer();
}

/** An animation whose frames are of different greys. */
export function animation(frames: number, size: number, format: "gif" | "webp"): Promise<Buffer> {
  const pixels = Buffer.alloc(size * size * 3 * frames);
  for (let i = 0; i < frames; i++)
    pixels.fill((i * 83) % 256, i * size * size * 3, (i + 1) * size * size * 3);
  const raw = { width: size, height: size * frames, channels: 3 as const, pageHeight: size };
  return sharp(pixels, { raw })
    .toFormat(format, { loop: 0, delay: Array(frames).fill(50) })
    .toBuffer();
}

/** A GIF whose two frames come again and again: a small file with as many frames as wanted. */
export async function longGif(frames: number, size: number): Promise<Buffer> {
  const [head, loop, ...blocks] = stripGif(await animation(2, size, "gif"));
  const both = Buffer.concat(blocks.slice(0, -1));
  return Buffer.concat([head!, loop!, ...Array(frames / 2).fill(both), blocks.at(-1)!]);
}

/** A chunk of PNG with its checksum. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length);
  chunk.write(type, 4, "latin1");
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

const PNG_SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

function header(width: number, height: number): Buffer {
  const data = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  return pngChunk("IHDR", data);
}

/** Puts chunks behind the header of a PNG. */
export const withChunks = (png: Buffer, ...chunks: Buffer[]): Buffer =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);

/** A PNG of a few bytes whose header claims a size. */
export const pixelFlood = (width: number, height: number): Buffer =>
  Buffer.concat([
    PNG_SIGNATURE,
    header(width, height),
    pngChunk("IDAT", deflateSync(Buffer.alloc(1000))),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);

/** An animated PNG of two frames of 4 by 4 pixels, with further chunks behind its header. */
export function apng(...chunks: Buffer[]): Buffer {
  const frame = (number: number) => {
    const data = Buffer.alloc(26);
    for (const [i, value] of [number, 4, 4, 0, 0].entries()) data.writeUInt32BE(value, 4 * i);
    data.writeUInt16BE(1, 20);
    data.writeUInt16BE(10, 22);
    return pngChunk("fcTL", data);
  };
  const pixels = (value: number) =>
    deflateSync(Buffer.concat(Array(4).fill(Buffer.from([0, ...Array(12).fill(value)]))));
  return Buffer.concat([
    PNG_SIGNATURE,
    header(4, 4),
    ...chunks,
    pngChunk("acTL", Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])),
    frame(0),
    pngChunk("IDAT", pixels(0)),
    frame(1),
    pngChunk("fdAT", Buffer.concat([Buffer.from([0, 0, 0, 2]), pixels(255)])),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}
