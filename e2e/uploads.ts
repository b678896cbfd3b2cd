import sharp from "sharp";
import { expect, post, type Someone } from "./fixtures";
import type { Parley } from "./server";

/** Uploads a file through REST. Resolves to its id. */
export async function upload(
  server: Parley,
  by: Someone,
  name: string,
  bytes: Uint8Array<ArrayBuffer> | string,
  fields: Record<string, string> = {},
): Promise<string> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append("file", new Blob([bytes]), name);
  const response = await fetch(`${server.url}/api/v1/files`, {
    method: "POST",
    headers: { authorization: `Bearer ${by.token}` },
    body: form,
  });
  const answer = await response.text();
  expect(response.status, answer).toBe(201);
  return JSON.parse(answer).id;
}

/** Sends a message with files. */
export const sendFiles = (server: Parley, by: Someone, roomId: string, attachmentIds: string[], text = "") =>
  post(server, `/rooms/${roomId}/messages`, { text, attachmentIds }, by.token);

/** A picture of one colour. Another hue is another file. */
export async function picture(hue: number, width = 320, height = 200): Promise<Uint8Array<ArrayBuffer>> {
  const background = { r: (hue * 53) % 256, g: (hue * 97) % 256, b: (hue * 151) % 256 };
  const image = sharp({ create: { width, height, channels: 3, background } });
  return new Uint8Array(await image.png().toBuffer());
}
