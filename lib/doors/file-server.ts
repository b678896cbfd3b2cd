import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { allowLongBody } from "@/lib/platform/http/http-server";
import { answerApi, apiPathOf, isApiAddress } from "./answer-api";
import { METHODS, type Method } from "./endpoints";
import { problem } from "./problem";
import { answerUploads } from "./uploads/answer-uploads";

/** Paths whose bytes stream past Next, which would hold them twice. */
const STREAMED = /^\/(files|uploads)(\/|$)/;

/** True for a request that `answerFiles` answers instead of Next. */
export const isFileRequest = ({ url = "" }: IncomingMessage): boolean =>
  isApiAddress(url) && STREAMED.test(apiPathOf(url));

const isUploadAddress = ({ url = "" }: IncomingMessage) => /^\/uploads(\/|$)/.test(apiPathOf(url));

/**
 * Answers a request for files with the handlers of `rest`, as Next does for all other paths. Bodies stream both ways, as
 * slowly as the slower side. If the peer goes away, both streams end and the request's signal is aborted.
 */
export async function answerFiles(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await send(await handle(request, response), request, response);
  } catch (error) {
    if (!response.headersSent && !response.destroyed) await send(problem(error), request, response);
    else response.destroy();
  }
}

function handle(request: IncomingMessage, response: ServerResponse): Promise<Response> {
  if (isUploadAddress(request)) return answerUploads(toRequest(request, response));
  const method = request.method === "HEAD" ? "GET" : (request.method as Method);
  return answerApi(METHODS.includes(method) ? method : "OPTIONS", toRequest(request, response));
}

function toRequest(request: IncomingMessage, response: ServerResponse): Request {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const { method = "GET", headers, url = "" } = request;
  const hasBody = headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
  const isReading = method === "GET" || method === "HEAD";
  return new Request(new URL(url, `http://${headers.host ?? "localhost"}`), {
    method,
    headers: headersOf(request),
    signal: gone.signal,
    ...(hasBody && !isReading && { body: bodyOf(request, response), duplex: "half" }),
  });
}

function headersOf({ headers }: IncomingMessage): Headers {
  const made = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const one of [value ?? []].flat()) made.append(name, one);
  return made;
}

/** The body as a stream that reads nothing before it is asked to, and leaves the connection usable when cancelled. */
function bodyOf(request: IncomingMessage, response: ServerResponse): ReadableStream<Uint8Array> {
  let chunks: AsyncIterator<Buffer> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        chunks ??= begin(request, response);
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      // Takes the iterator off the request, so that `send` can let the rest of the body pass.
      cancel: () => void chunks?.return?.(),
    },
    { highWaterMark: 0 },
  );
}

/** Only a body that somebody has admitted is read: see admitUpload. */
function begin(request: IncomingMessage, response: ServerResponse): AsyncIterator<Buffer> {
  if (isUpload(request)) allowLongBody(request);
  if (/^100-continue$/i.test(request.headers.expect ?? "")) response.writeContinue();
  return request.iterator({ destroyOnReturn: false });
}

const isUpload = (request: IncomingMessage) => request.method === "POST" || isUploadAddress(request);

async function send(answer: Response, request: IncomingMessage, response: ServerResponse): Promise<void> {
  answer.headers.forEach((value, name) => {
    response.setHeader(name, value);
  });
  response.writeHead(answer.status);
  // A refused upload goes on for a moment, in which the peer can read the answer: see limitUnfinishedBodies.
  if (!request.complete) request.resume();
  if (!answer.body || request.method === "HEAD") {
    await answer.body?.cancel();
    response.end();
    return;
  }
  await pipeline(Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]), response).catch(
    () => {
      // The peer has gone, or the storage failed in the middle: the connection ends, so that nobody takes half for all.
      response.destroy();
    },
  );
}
