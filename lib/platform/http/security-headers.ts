import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { settings } from "../settings";
import { noteAddress } from "./request-address";
import { isHost } from "./request-target";

/** Headers that frameworks send to themselves; from a client they are forged (CVE-2025-29927 was one). */
const INTERNAL = ["x-middleware-subrequest", "x-nonce", "content-security-policy"];

/**
 * Headers between Next's own server and its proxies; a built Parley has neither. In development Next needs some of
 * them.
 */
const FRAMEWORK = /^x-(middleware|nextjs|invoke|matched|now)-/;

/** Headers of requests that Next sends to itself: see noteAddress. */
const NEXT_TO_ITSELF = /^(x-action-forwarded|x-next-)/;
const isBuilt = process.env.NODE_ENV !== "development";

/**
 * Sets the security headers of a response, and gives handlers the nonce (Next puts it on its scripts) and the peer's
 * address. It runs before anything else reads a request.
 */
export function applySecurityHeaders(request: IncomingMessage, response: ServerResponse): void {
  const isOurOwn = noteAddress(request);
  for (const name of Object.keys(request.headers)) {
    const isLie = INTERNAL.includes(name) || (!isOurOwn && NEXT_TO_ITSELF.test(name));
    if (isLie || (isBuilt && FRAMEWORK.test(name))) delete request.headers[name];
  }
  // next-auth trusts it over Host; without a trusted proxy nobody may set it, and a value that is no host fails there.
  const isTrusted = settings().trustProxy && isHost(String(request.headers["x-forwarded-host"]));
  if (!isTrusted && request.url?.startsWith("/api/auth/")) delete request.headers["x-forwarded-host"];
  for (const [name, value] of Object.entries(ALWAYS)) response.setHeader(name, value);
  if (settings().publicUrl?.startsWith("https:"))
    response.setHeader("Strict-Transport-Security", "max-age=63072000");
  if (!request.url?.startsWith("/_next/static/")) applyPolicy(request, response);
}

const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
};

function applyPolicy(request: IncomingMessage, response: ServerResponse): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = policyWith(nonce);
  request.headers["x-nonce"] = nonce;
  request.headers["content-security-policy"] = policy;
  response.setHeader("Content-Security-Policy", policy);
}

/**
 * Scripts and styles need the nonce, and nothing loads from elsewhere. In development Next needs eval and inline
 * styles.
 */
function policyWith(nonce: string): string {
  const isDev = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    isDev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
