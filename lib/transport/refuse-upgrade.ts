import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { endWith } from "@/lib/platform/http/end-stream";
import type { ErrorCode } from "@/lib/shared/errors";

/** The reason why no socket is opened. */
export type Refusal = {
  status: number;
  code: ErrorCode;
  detail: string;
  headers?: Record<string, string>;
};

const WEBSOCKET_ONLY = 'This server speaks Socket.IO over WebSocket alone: use transports: ["websocket"].';

export const REFUSALS = {
  malformed: {
    status: 400,
    code: "validation_failed",
    detail: "The request target or Host header isn't valid.",
  },
  nothingHere: { status: 404, code: "not_found", detail: "This path doesn't support upgrades." },
  notGet: {
    status: 405,
    code: "method_not_allowed",
    detail: "Open a WebSocket with GET.",
    headers: { allow: "GET" },
  },
  notWebSocket: {
    status: 426,
    code: "validation_failed",
    detail: "This path only serves WebSockets.",
    headers: { upgrade: "websocket" },
  },
  polling: { status: 400, code: "validation_failed", detail: WEBSOCKET_ONLY },
  oldEngine: {
    status: 400,
    code: "validation_failed",
    detail: "This server speaks Engine.IO 4 (EIO=4): use a Socket.IO client of version 3 or newer.",
  },
  resumed: {
    status: 400,
    code: "validation_failed",
    detail: "A connection can't be moved (sid). Open a new one.",
  },
  unanswered: {
    status: 400,
    code: "validation_failed",
    detail: "An earlier request on this connection is still open.",
  },
  tooMany: {
    status: 503,
    code: "unavailable",
    detail: "Too many connections are signing in. Try again in a moment.",
    headers: { "retry-after": "2" },
  },
  tooFast: {
    status: 429,
    code: "rate_limited",
    detail: "Too many sockets are being opened from this network. Try again in a moment.",
    headers: { "retry-after": "5" },
  },
} as const satisfies Record<string, Refusal>;

/** Refuses an upgrade with problem details (RFC 9457), and destroys its connection. */
export function refuseUpgrade(stream: Duplex, refusal: Refusal): void {
  const body = bodyOf(refusal);
  const headers = Object.entries({ ...headersOf(refusal, body), connection: "close" });
  endWith(
    stream,
    [
      `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
      "",
      body,
    ].join("\r\n"),
  );
}

/**
 * Refuses a plain request for a path of sockets, most often Engine.IO's polling, which is the stock client's default.
 */
export function refuseRequest(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const body = bodyOf(refusal);
  request.resume();
  response
    .writeHead(refusal.status, headersOf(refusal, body))
    .end(request.method === "HEAD" ? undefined : body);
}

const headersOf = ({ headers }: Refusal, body: string): Record<string, string> => ({
  "content-type": "application/problem+json",
  "content-length": String(Buffer.byteLength(body)),
  "cache-control": "no-store",
  ...headers,
});

/** Engine.IO's clients read `message`. */
const bodyOf = ({ status, code, detail }: Refusal): string =>
  JSON.stringify({ type: "about:blank", title: STATUS_CODES[status], status, code, detail, message: detail });
