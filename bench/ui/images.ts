import sharp from "sharp";
import { percentile } from "../percentile";
import { type Result, result } from "../result";
import { lateShare } from "./frames";
import { scroll } from "./scrolling";
import { type BenchSession, enterRoom } from "./session";

const MESSAGES = 300;
const AT_ONCE = 4;
const PIXELS = 30_000;
const [IMAGES, TEXT] = [20, 21];

/** Compares scrolling through a room of 300 photos with one of text, in one run. Each photo is another one. */
export async function measureImages(desk: BenchSession): Promise<Result[]> {
  const roomId = desk.roomIds[IMAGES]!;
  for (let sent = 0; sent < MESSAGES; sent += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => sendPhoto(desk, roomId, sent + at)));
  await scrollThrough(desk, IMAGES);
  const images = await scrollThrough(desk, IMAGES);
  const text = await scrollThrough(desk, TEXT);
  const p99 = (frames: typeof images) => percentile(frames.times, 0.99);
  return [
    result("scrolling through text, frames that came late", lateShare(text), "%"),
    result("scrolling through photos, frames that came late", lateShare(images), "%"),
    result("scrolling through text, frame p99", p99(text), "ms"),
    result("scrolling through photos, frame p99", p99(images), "ms"),
    result("scrolling through photos, frame p99 against text", p99(images) / p99(text), "times", {
      most: 1.5,
    }),
    result("scrolling through photos, frames without messages", images.blank, "frames", { most: 0 }),
  ];
}

/** The first time through, the server makes the thumbnails; the caller counts the second. */
async function scrollThrough(desk: BenchSession, index: number) {
  const seat = await desk.freshPage();
  await enterRoom(seat, desk, index);
  const frames = await scroll(seat, PIXELS);
  await seat.page.waitForLoadState("networkidle");
  await seat.leave();
  return frames;
}

async function sendPhoto({ parley, other }: BenchSession, roomId: string, number: number): Promise<void> {
  const authorization = `Bearer ${other.token}`;
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(await photo(number))]), `photo-${number}.jpg`);
  const upload = await fetch(`${parley.url}/api/v1/files`, {
    method: "POST",
    headers: { authorization },
    body: form,
  });
  const { id } = await upload.json();
  const sent = await fetch(`${parley.url}/api/v1/rooms/${roomId}/messages`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ text: `Photo ${number}`, attachmentIds: [id] }),
  });
  if (!sent.ok) throw new Error(`${upload.status}, ${sent.status} ${await sent.text()}`);
}

/** A photo as phones make them, with noise, so that it takes as long to decode. */
function photo(number: number): Promise<Buffer> {
  const background = { r: (number * 53) % 256, g: (number * 97) % 256, b: (number * 151) % 256 };
  const noise = { type: "gaussian" as const, mean: 128, sigma: 20 };
  return sharp({ create: { width: 1600, height: 1200, channels: 3, background, noise } })
    .tint(background)
    .jpeg({ quality: 80 })
    .toBuffer();
}
