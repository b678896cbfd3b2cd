import { readFileSync } from "node:fs";
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from "mediabunny";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { SECRET, staged } from "@/tests/support/images";
import { box, recording, withinMoov } from "@/tests/support/recordings";
import { inspectMedia } from "./media";
import type { MediaJobKind } from "./media-jobs";
import { MediaCrash, MediaProcess } from "./media-process";

async function inspect(bytes: Buffer) {
  const path = staged(bytes);
  const info = await inspectMedia(path, "recording");
  return { ...info, kept: readFileSync(info.replacement ?? path) };
}

/** Returns all packets of the pictures, as a player would read them. */
async function picturesOf(bytes: Buffer): Promise<Uint8Array[]> {
  using input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  const packets: Uint8Array[] = [];
  for await (const { data } of new EncodedPacketSink(track!).packets()) packets.push(data);
  return packets;
}

describe("a recording", () => {
  test.each([
    ["mp4", "video/mp4"],
    ["mov", "video/quicktime"],
    ["webm", "video/webm"],
  ] as const)("as %s tells its length and size", async (format, type) => {
    expect(await inspect(await recording({ format, seconds: 3 }))).toMatchObject({
      ...{ type, width: 640, height: 360, duration: 3, hasThumbnail: false, isAnimated: false },
    });
  });

  test("by a phone that was held upright has the size that is shown", async () => {
    const bytes = await recording({ format: "mp4", seconds: 1, rotation: 90 });
    expect(await inspect(bytes)).toMatchObject({ width: 360, height: 640 });
  });

  test.each([
    ["mp4", "audio/mp4"],
    ["webm", "audio/webm"],
  ] as const)("of sound alone in %s is audio", async (format, type) => {
    const bytes = await recording({ format, seconds: 2, hasVideo: false });
    expect(await inspect(bytes)).toMatchObject({ type, width: null, height: null, duration: 2 });
  });

  test("that ends too early is a file of which less is known", async () => {
    const bytes = await recording({ format: "mp4", seconds: 3 });
    expect(await inspect(bytes.subarray(0, 600))).toMatchObject({ type: "video/mp4", duration: null });
  });
});

describe("the place of a recording", () => {
  const words = (...numbers: number[]) => {
    const bytes = Buffer.alloc(4 * numbers.length);
    for (const [i, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * i);
    return bytes;
  };
  const handler = box("hdlr", Buffer.alloc(8), "meta", Buffer.alloc(13));
  const hidden = [
    box("udta", box("\u00a9xyz", `+59.9+030.3/${SECRET}`), box("loci", SECRET)),
    box("meta", box("keys", "com.apple.quicktime.location.ISO6709"), box("ilst", SECRET)),
    box("uuid", Buffer.alloc(16), `<xmp>${SECRET}</xmp>`),
    box("free", SECRET),
    box("trak", box("mdia", handler, box("minf", SECRET))),
  ];

  test.each(["mp4", "mov"] as const)("goes from %s, and its pictures stay as they are", async (format) => {
    const film = await recording({ format, seconds: 2, title: SECRET });
    const bytes = withinMoov(film, ...hidden);
    const { kept, ...info } = await inspect(bytes);
    expect(info).toMatchObject({ width: 640, height: 360, duration: 2 });
    expect(kept.includes(SECRET)).toBe(false);
    expect(kept.includes("xyz")).toBe(false);
    expect(kept.length).toBe(bytes.length);
    expect(await picturesOf(kept)).toEqual(await picturesOf(film));
  });

  test("goes from a track of metadata, and from its samples among those of the pictures", async () => {
    const film = await recording({ format: "mp4", seconds: 1 });
    const [samples, end] = [film.indexOf("mdat") + 4, film.lastIndexOf("moov") - 4];
    // Two samples in the first chunk, and one in each of the next.
    const tables = box(
      "stbl",
      box("stsc", words(0, 2, 1, 2, 1, 2, 1, 1)),
      box("stsz", words(0, 0, 4, 10, 20, 30, 40)),
      box("stco", words(0, 3, samples, samples + 40, samples + 80)),
    );
    const track = box("trak", box("mdia", handler, box("minf", tables)));
    film.fill(7, samples, end);
    const { kept } = await inspect(withinMoov(film, track));
    const wanted = Buffer.from(film.subarray(samples, end));
    for (const [at, length] of [
      [0, 30],
      [40, 30],
      [80, 40],
    ] as const)
      wanted.fill(0, at, at + length);
    expect(kept.subarray(samples, end)).toEqual(wanted);
  });

  test("and its time go from boxes at the end of the file, and then it is clean", async () => {
    const bytes = await recording({ format: "mp4", seconds: 1 });
    const mvhd = bytes.indexOf("mvhd");
    expect(bytes.readUInt32BE(mvhd + 8)).toBeGreaterThan(0);
    const { kept } = await inspect(Buffer.concat([bytes, box("uuid", SECRET), box("GPS ", SECRET)]));
    expect(kept.includes(SECRET)).toBe(false);
    expect(kept.readUInt32BE(mvhd + 8)).toBe(0);
    expect(await inspect(kept)).toMatchObject({ replacement: null });
  });
});

describe("a recording whose reading ends the process", () => {
  /** Lets jobs of this kind end their process. */
  function crashing(crashed: MediaJobKind) {
    const { run } = MediaProcess.prototype;
    const spy = vi.spyOn(MediaProcess.prototype, "run");
    onTestFinished(() => spy.mockRestore());
    spy.mockImplementation(async function (this: MediaProcess, kind: MediaJobKind, input) {
      if (kind === crashed) throw new MediaCrash(false);
      return run.call(this, kind, input);
    });
  }
  const placed = async () => withinMoov(await recording({ format: "mp4", seconds: 1 }), box("udta", SECRET));

  test("is refused if its place was not removed yet", async () => {
    crashing("stripRecording");
    await expect(inspect(await placed())).rejects.toMatchObject({ fault: "broken" });
  });

  test("is kept without its place if only its length cannot be told", async () => {
    crashing("readRecording");
    const { kept, ...info } = await inspect(await placed());
    expect(info).toMatchObject({ type: "video/mp4", duration: null });
    expect(kept.includes(SECRET)).toBe(false);
  });

  test("is refused if its type could not be told, since it may have a place", async () => {
    crashing("detectType");
    await expect(inspect(await placed())).rejects.toMatchObject({ fault: "broken" });
  });

  test("is refused with more boxes than are looked at, as its place may follow them", async () => {
    const film = await recording({ format: "mp4", seconds: 1 });
    const empty = Buffer.concat(Array.from({ length: 100_000 }, () => box("free")));
    const bytes = Buffer.concat([film, empty, box("uuid", SECRET)]);
    await expect(inspect(bytes)).rejects.toMatchObject({ fault: "too_costly" });
  });
});
