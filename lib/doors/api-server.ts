import type { IncomingMessage, ServerResponse } from "node:http";
import { allowLongBody } from "@/lib/platform/http/http-server";
import { answerApi, apiPathOf, isApiAddress } from "./answer-api";
import { METHODS, type Method } from "./endpoints";
import { problem } from "./problem";
import { sendResponse } from "./responses/send-response";
import { answerUploads } from "./uploads/answer-uploads";

/** True for a request below /api/v1, which `answerApiRequest` answers instead of Next. */
export const isApiRequest = ({ url = "" }: IncomingMessage): boolean => isApiAddress(url);

const isTus = ({ url = "" }: IncomingMessage) => /^\/uploads(\/|$)/.test(apiPathOf(url));

/** True for a request whose body may take as long as it makes progress. */
const hasLongBody = (request: IncomingMessage) =>
  isTus(request) || (request.method === "POST" && /^\/files\/?$/.test(apiPathOf(request.url ?? "")));

/**
 * Answers a request of the REST API. Bodies are read only when they are asked for, and stream both ways, as slowly as the
 * slower side. If the peer goes away, both streams end and the request's signal is aborted.
 */
export async function answerApiRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await sendResponse(await handle(request, response), request, response);
  } catch (error) {
    if (!response.headersSent && !response.destroyed) await sendResponse(problem(error), request, response);
    else response.destroy();
  }
}

function handle(request: IncomingMessage, response: ServerResponse): Promise<Response> {
  if (isTus(request)) return answerUploads(toRequest(request, response));
  const method = request.method === "HEAD" ? "GET" : (request.method as Method);
  return answerApi(METHODS.includes(method) ? method : "OPTIONS", toRequest(request, response));
}

function toRequest(request: IncomingMessage, response: ServerResponse): Request {
  const gone = new AbortController();
  // An abort makes an error with its stack, which most answers would make for nobody.
  response.once("close", () => response.writableFinished || gone.abort());
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
      // Takes the iterator off the request, so that `sendResponse` can let the rest of the body pass.
      cancel: () => void chunks?.return?.(),
    },
    { highWaterMark: 0 },
  );
}

/** Only a body that somebody has admitted is read: see admitUpload. */
function begin(request: IncomingMessage, response: ServerResponse): AsyncIterator<Buffer> {
  if (hasLongBody(request)) allowLongBody(request);
  if (/^100-continue$/i.test(request.headers.expect ?? "")) response.writeContinue();
  return request.iterator({ destroyOnReturn: false });
}
