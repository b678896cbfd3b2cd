import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { endWith } from "./end-stream";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const METHODS_OF_PAGES = ["GET", "HEAD", "POST"];

/** A percent sign that does not begin an escape (RFC 3986, 2.1). */
const LONE_PERCENT = /%(?![\da-f]{2})/gi;

/**
 * Next answers 500 if one of these does not match a file. A server may ignore them (RFC 9110, 13.1 and 14.2). Files of
 * messages are not answered by Next.
 */
const FILE_CONDITIONS = ["range", "if-range", "if-match", "if-unmodified-since"];

/**
 * Checks a request's method and path before Next, which fails on unexpected ones.
 *
 * - A path with a segment `.` or `..`, encoded or not, gets 404, before anything resolves it.
 * - The API refuses a path with broken percent-encoding with 422. For a page, such a sign stands for itself:
 *   `/rooms/100%` is the room "100%".
 * - A method that the API does not know goes on as OPTIONS, whose handlers answer 405 with the methods of their path;
 *   a page answers 405 (TRACE would echo cookies).
 *
 * @returns true if the request may go on; else it has been answered
 */
export function admitRequestLine(request: IncomingMessage, response: ServerResponse): boolean {
  const { url = "/", method = "" } = request;
  if (!url.startsWith("/api/v1/files/")) for (const name of FILE_CONDITIONS) delete request.headers[name];
  if (url === "*") return refuse(response, BROKEN_REQUEST); // Only OPTIONS may concern the whole server.
  const path = url.split("?", 1)[0] ?? "";
  const isApi = /^\/api(\/|$)/.test(path);
  if (DOT_SEGMENT.test(path)) return refuse(response, NOTHING_HERE);
  if (!isDecodable(path)) {
    if (isApi) return refuse(response, BROKEN_PATH);
    request.url = withoutBrokenEscapes(path) + url.slice(path.length);
  }
  if (isApi && !METHODS.includes(method)) request.method = "OPTIONS";
  if (isApi || METHODS_OF_PAGES.includes(method)) return true;
  return refuse(response, NO_SUCH_METHOD, { allow: METHODS_OF_PAGES.join(", ") });
}

/**
 * A segment that URL parsers resolve (WHATWG URL, "double-dot URL path segment"), with a backslash as a slash: a name
 * of `..` in a path would make another path. No room or person has such a name.
 */
const DOT_SEGMENT = /(?:^|[/\\])(?:\.|%2e){1,2}(?=[/\\]|$)/i;

const NOTHING_HERE = {
  title: "Not Found",
  status: 404,
  code: "not_found",
  detail: "Not found.",
};

const BROKEN_PATH = {
  title: "Unprocessable Entity",
  status: 422,
  code: "validation_failed",
  detail: "The path isn't percent-encoded UTF-8 (RFC 3986).",
};

const NO_SUCH_METHOD = {
  title: "Method Not Allowed",
  status: 405,
  code: "method_not_allowed",
  detail: "This method isn't allowed on this path.",
};

const BROKEN_REQUEST = {
  title: "Bad Request",
  status: 400,
  code: "bad_request",
  detail: "This isn't a valid HTTP request.",
};

/**
 * Answers requests that Node's parser refuses: 405 for an unknown method, else 400, 408 or 431. The connection ends
 * with the answer.
 */
export function answerBrokenRequests(http: Server): void {
  http.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    endWith(socket, rawAnswer(PARSER_ERRORS[error.code ?? ""] ?? BROKEN_REQUEST));
  });
  http.on("connect", (_request, socket: Duplex) => endWith(socket, rawAnswer(NO_SUCH_METHOD)));
}

/** By Node's codes (https://nodejs.org/api/http.html#event-clienterror). */
const PARSER_ERRORS: Record<string, typeof BROKEN_REQUEST> = {
  HPE_INVALID_METHOD: NO_SUCH_METHOD,
  HPE_HEADER_OVERFLOW: {
    title: "Request Header Fields Too Large",
    status: 431,
    code: "payload_too_large",
    detail: "The request header is too large.",
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    title: "Request Timeout",
    status: 408,
    code: "bad_request",
    detail: "The request took too long to arrive.",
  },
};

function rawAnswer(problem: typeof BROKEN_REQUEST): string {
  const body = JSON.stringify({ type: "about:blank", ...problem });
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(problem.status === 405 ? [`Allow: ${METHODS.join(", ")}`] : []),
    "Connection: close",
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

function refuse(response: ServerResponse, problem: { status: number }, headers: object = {}): false {
  const body = JSON.stringify({ type: "about:blank", ...problem });
  response.writeHead(problem.status, {
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    ...headers,
  });
  response.end(body);
  return false;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Escapes every percent sign that begins no escape, or all of them if the bytes are not UTF-8. */
function withoutBrokenEscapes(path: string): string {
  const mended = path.replace(LONE_PERCENT, "%25");
  return isDecodable(mended) ? mended : path.replaceAll("%", "%25");
}
