import { randomFillSync } from "node:crypto";
import { request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

// Uploads to an address, in a process of its own. The arguments are the address, the bearer token, the number of
// parallel uploads and the bytes of each. It begins on a message, and reports the seconds until all were answered.

const [url, token, parallel, bytes] = process.argv.slice(2) as [string, string, string, string];
const CHUNK = 64 * 1024;
const block = randomFillSync(Buffer.alloc(CHUNK));

/** Bytes that no other upload has: each begins with a number of its own. */
function* content(size: number) {
  const head = Buffer.from(block);
  randomFillSync(head, 0, 16);
  yield head;
  for (let sent = CHUNK; sent < size; sent += CHUNK) yield block.subarray(0, Math.min(CHUNK, size - sent));
}

async function upload(size: number): Promise<void> {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/octet-stream",
    "content-disposition": "attachment; filename=film.bin",
    "content-length": size,
  };
  const sending = request(url, { method: "POST", headers });
  const answered = new Promise<number>((resolve, reject) => {
    sending.on("error", reject).on("response", (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
  });
  await pipeline(Readable.from(content(size)), sending);
  const status = await answered;
  if (status !== 201) throw new Error(`An upload was answered with ${status}`);
}

process.on("message", async () => {
  const began = performance.now();
  await Promise.all(Array.from({ length: Number(parallel) }, () => upload(Number(bytes))));
  process.send?.((performance.now() - began) / 1_000);
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
