import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, type Someone } from "./fixtures";
import type { Parley } from "./server";

export type SampleFile = { name: string; bytes: Buffer; description?: string };

/** A picture that nobody mistakes for another: a gradient with a label. */
export async function samplePicture(name: string, width: number, height: number, colour = "#5fbf9f") {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="${colour}"/><stop offset="1" stop-color="#15211d"/>
    </linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>
    <circle cx="50%" cy="50%" r="${Math.min(width, height) / 4}" fill="#fff" opacity=".6"/></svg>`;
  const image = sharp(Buffer.from(drawing));
  const bytes = await (name.endsWith(".png") ? image.png() : image.jpeg({ quality: 85 })).toBuffer();
  return { name, bytes };
}

/** Black letters on nothing. */
export async function sampleLogo(name = "logo.png"): Promise<SampleFile> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="160">
    <text x="200" y="105" font-size="80" text-anchor="middle" font-family="sans-serif">Logo</text></svg>`;
  return { name, bytes: await sharp(Buffer.from(drawing)).png().toBuffer() };
}

/** The three pictures of design/files.html. */
export const sampleThree = () =>
  Promise.all([
    samplePicture("pool.png", 1920, 1200),
    samplePicture("plan.jpg", 1600, 1196, "#f2cf66"),
    samplePicture("rack.jpg", 1200, 1600, "#9fb5ad"),
  ]);

/** A GIF of four colours. */
export async function sampleAnimation(name = "party.gif"): Promise<SampleFile> {
  const colours = ["#b9502f", "#7a5cc8", "#356fb5", "#1f6a56"];
  const frames = await Promise.all(
    colours.map((background) =>
      sharp({ create: { width: 320, height: 200, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const image = sharp(frames, { join: { animated: true } });
  return { name, bytes: await image.gif({ delay: colours.map(() => 100), loop: 0 }).toBuffer() };
}

/** Uploads files and sends them in one message. Resolves to the message. */
export async function sendFiles(
  server: Parley,
  { token }: Someone,
  roomId: string,
  files: SampleFile[],
  text = "",
) {
  const attachmentIds: string[] = [];
  for (const file of files) attachmentIds.push((await upload(server, token, file)).id);
  const response = await fetch(`${server.url}/api/v1/rooms/${roomId}/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ text, attachmentIds }),
  });
  const answer = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(201);
  return answer as SentMessage;
}

type SentMessage = { id: string; seq: number; attachments: { id: string; url: string }[] };

/** The first file of a message. */
export const sentFile = ({ attachments }: SentMessage) => attachments[0]!;

async function upload(server: Parley, token: string, { name, bytes, description = "" }: SampleFile) {
  const form = new FormData();
  if (description) form.set("description", description);
  form.set("file", new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${server.url}/api/v1/files`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  const answer = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(201);
  return answer as { id: string };
}

/** Records a video of so many frames in a browser: numbers on colours. */
export async function recordVideo(page: Page, name = "take.webm", frames = 40): Promise<SampleFile> {
  const base64 = await page.evaluate(async (count) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
    const context = canvas.getContext("2d")!;
    const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: "video/webm;codecs=vp8" });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const end = new Promise((resolve) => recorder.addEventListener("stop", resolve));
    recorder.start();
    for (let frame = 0; frame < count; frame++) {
      context.fillStyle = `hsl(${frame * 9} 60% 40%)`;
      context.fillRect(0, 0, 320, 180);
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
    }
    recorder.stop();
    await end;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, frames);
  return { name, bytes: Buffer.from(base64, "base64") };
}
