import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { addressOfClient } from "./client-address";
import { settings } from "./settings";

/** The header in which handlers find the peer's address; whatever a client sent under that name is overwritten. */
export const ADDRESS_HEADER = "x-parley-address";

/** Headers by which frameworks talk to themselves: from a client they are lies (CVE-2025-29927 was one). */
const INTERNAL = ["x-middleware-subrequest", "x-nonce", ADDRESS_HEADER, "content-security-policy"];

/** What Next's own server and its proxies tell each other; in a built Parley there is neither. In development Next needs some. */
const FRAMEWORK = /^x-(middleware|nextjs|invoke|matched|now)-/;
const isBuilt = process.env.NODE_ENV !== "development";

/**
 * Sets the security headers of a response, and tells the request's handlers the nonce (Next puts it on its scripts) and
 * the peer's address. Runs for every request before anything else reads it.
 */
export function applySecurityHeaders(request: IncomingMessage, response: ServerResponse): void {
  for (const name of Object.keys(request.headers))
    if (INTERNAL.includes(name) || (isBuilt && FRAMEWORK.test(name))) delete request.headers[name];
  request.headers[ADDRESS_HEADER] = addressOfClient(request);
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
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

function applyPolicy(request: IncomingMessage, response: ServerResponse): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = policyWith(nonce);
  request.headers["x-nonce"] = nonce;
  request.headers["content-security-policy"] = policy;
  response.setHeader("Content-Security-Policy", policy);
}

/** Scripts and styles need the nonce; nothing comes from elsewhere. In development Next needs eval and inline styles. */
function policyWith(nonce: string): string {
  const isDev = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    isDev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
