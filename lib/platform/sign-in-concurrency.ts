import type { IncomingMessage, ServerResponse } from "node:http";
import { networkOf } from "./client-address";
import { remember } from "./remember";
import { ADDRESS_HEADER } from "./request-address";

/** Requests that hash a password or look for one. Everything else passes untouched. */
const SIGN_IN = /^\/(login|register|welcome|reset|setup|api\/v1\/auth\/|api\/auth\/callback\/)/;

/** So many are checked within some two seconds; whoever comes beyond that would only wait. */
const MAX_IN_ALL = 40;

/** One address (of IPv6: one network) has no more of them than this, or whoever sends slowly on a few connections would keep everybody out. */
const MAX_PER_ADDRESS = 10;

/** A place is given to the next after this long, whether its request has come to its end or not. */
const MAX_HOLD_MS = 5_000;

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
  const inside = remember("sign-ins at once", () => new Map<string, number>());
  const address = networkOf(String(request.headers[ADDRESS_HEADER] ?? ""));
  const total = [...inside.values()].reduce((sum, count) => sum + count, 0);
  if (total >= MAX_IN_ALL || (inside.get(address) ?? 0) >= MAX_PER_ADDRESS) {
    refuse(response);
    return false;
  }
  holdSlot(inside, address, response);
  return true;
}

function refuse(response: ServerResponse): void {
  response.writeHead(503, {
    "content-type": "application/problem+json",
    "retry-after": "2",
    connection: "close",
  });
  response.end(BUSY);
}

/** Takes a place until the answer is given, the peer is gone, or the longest stay is over: whichever is first. */
function holdSlot(inside: Map<string, number>, address: string, response: ServerResponse): void {
  inside.set(address, (inside.get(address) ?? 0) + 1);
  const timer = setTimeout(leave, MAX_HOLD_MS).unref();
  response.once("close", leave);

  function leave(): void {
    clearTimeout(timer);
    response.off("close", leave);
    const left = (inside.get(address) ?? 1) - 1;
    if (left > 0) inside.set(address, left);
    else inside.delete(address);
  }
}
