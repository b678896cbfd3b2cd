import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
  WebMOutputFormat,
} from "mediabunny";

const FORMATS = {
  mp4: () => new Mp4OutputFormat({ fastStart: false }),
  mov: () => new MovOutputFormat({ fastStart: false }),
  webm: () => new WebMOutputFormat(),
} satisfies Record<string, () => OutputFormat>;

type Wanted = {
  format: keyof typeof FORMATS;
  seconds: number;
  hasVideo?: boolean;
  rotation?: 0 | 90 | 180 | 270;
  title?: string;
};

/** A recording of 640 by 360 pixels, or of sound alone. Its pictures and sounds are no real ones. */
export async function recording({
  format,
  seconds,
  hasVideo = true,
  rotation = 0,
  title,
}: Wanted): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: FORMATS[format](), target });
  const video = new EncodedVideoPacketSource("vp9");
  const audio = new EncodedAudioPacketSource("opus");
  if (hasVideo) output.addVideoTrack(video, format === "webm" ? {} : { rotation });
  output.addAudioTrack(audio);
  if (title) output.setMetadataTags({ title });
  await output.start();
  for (let i = 0; i < seconds * 10; i++) {
    const packet = new EncodedPacket(new Uint8Array(50).fill(i), i % 10 ? "delta" : "key", i / 10, 0.1);
    if (hasVideo) await video.add(packet, { decoderConfig: VIDEO });
    await audio.add(new EncodedPacket(packet.data, "key", i / 10, 0.1), { decoderConfig: AUDIO });
  }
  await output.finalize();
  return Buffer.from(target.buffer!);
}

const VIDEO = { codec: "vp09.00.10.08", codedWidth: 640, codedHeight: 360 };
const AUDIO = { codec: "opus", sampleRate: 48_000, numberOfChannels: 1 };

/** A box of MP4 or QuickTime. */
export function box(type: string, ...content: (Uint8Array | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => Buffer.from(part as Uint8Array)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

/** Puts boxes at the end of the box `moov`, which has to be the last of the file. */
export function withinMoov(file: Buffer, ...boxes: Buffer[]): Buffer {
  const at = file.lastIndexOf("moov") - 4;
  const moov = Buffer.concat([file.subarray(at), ...boxes]);
  moov.writeUInt32BE(moov.length);
  return Buffer.concat([file.subarray(0, at), moov]);
}
