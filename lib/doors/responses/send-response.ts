import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import Negotiator from "negotiator";

const compress = promisify(gzip);

/** Smaller answers, in bytes, fit into one packet either way. */
const MIN_COMPRESSED_BYTES = 1_024;

/** True for JSON that an operation answered. A file of JSON has its length already, and may be any size or a part. */
const isOwnJson = ({ headers }: Response) =>
  !headers.has("content-length") && /^application\/(\w+\+)?json\b/.test(headers.get("content-type") ?? "");

/**
 * Writes an answer to a peer. An operation's JSON is written whole, and compressed for a peer that accepts gzip (RFC 9110,
 * 12.5.3). Every other body streams as slowly as the peer reads; if it fails in the middle, the connection ends, so that
 * nobody takes half for all.
 */
export async function sendResponse(
  answer: Response,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Replaces headers that server.ts set for every answer, such as those of security.
  response.setHeaders(answer.headers);
  const json = isOwnJson(answer) ? await encoded(answer, request, response) : null;
  response.writeHead(answer.status);
  // A refused body goes on for a moment, in which the peer can read the answer: see limitUnfinishedBodies.
  if (!request.complete) request.resume();
  if (json || !answer.body || request.method === "HEAD") {
    if (!json) await answer.body?.cancel();
    response.end(request.method === "HEAD" ? undefined : json);
    return;
  }
  const body = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
  await pipeline(body, response).catch(() => {
    response.destroy();
  });
}

/** Returns the bytes of a JSON answer as the peer gets them, and sets the headers that describe them. */
async function encoded(
  answer: Response,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Buffer> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  response.appendHeader("vary", "Accept-Encoding");
  const isCompressed =
    bytes.length >= MIN_COMPRESSED_BYTES && new Negotiator(request).encoding(["gzip", "identity"]) === "gzip";
  const body = isCompressed ? await compress(bytes) : bytes;
  if (isCompressed) response.setHeader("content-encoding", "gzip");
  response.setHeader("content-length", body.length);
  return body;
}
