import type { IncomingMessage, ServerResponse } from "node:http";
import { remember } from "./remember";

/** Requests that hash a password or look for one. Everything else passes untouched. */
const SIGN_IN = /^\/(login|register|welcome|reset|setup|api\/v1\/auth\/|api\/auth\/callback\/)/;

/** So many are checked within some two seconds; whoever comes beyond that would only wait. */
const AT_ONCE = 40;

const BUSY = JSON.stringify({
  type: "about:blank",
  title: "Service Unavailable",
  status: 503,
  code: "unavailable",
  detail: "Too many people are logging in at this moment. Try again in a moment.",
});

/**
 * Lets so many log-ins in at once that the chat does not notice them, and turns the rest away before they cost anything
 * (OWASP ASVS 5.0, V15.2.2: load shedding). True where the request may go on; else it has been answered with 503.
 */
export function admitSignIn(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== "POST" || !SIGN_IN.test(request.url ?? "")) return true;
  const inside = remember("sign-ins at once", () => ({ count: 0 }));
  if (inside.count >= AT_ONCE) {
    response.writeHead(503, {
      "content-type": "application/problem+json",
      "retry-after": "2",
      connection: "close",
    });
    response.end(BUSY);
    return false;
  }
  inside.count++;
  response.once("close", () => inside.count--);
  return true;
}
