import type { IncomingMessage, ServerResponse } from "node:http";
import { remember } from "../remember";
import { networkOf } from "./client-address";
import { ADDRESS_HEADER } from "./request-address";

/** Paths that hash or check a password. All other requests pass. */
const SIGN_IN = /^\/(login|register|welcome|reset|setup|api\/v1\/auth\/|api\/auth\/callback\/)/;

/** So many are checked within some two seconds; more would only wait. */
const MAX_IN_ALL = 40;

/** Limit per address (of IPv6: per network), so that a few slow connections cannot keep everybody out. */
const MAX_PER_ADDRESS = 10;

/** A slot is released after this time even if its request is unfinished. */
const MAX_HOLD_MS = 5_000;

const BUSY = JSON.stringify({
  type: "about:blank",
  title: "Service Unavailable",
  status: 503,
  code: "unavailable",
  detail: "Too many people are signing in right now. Try again in a moment.",
});

/**
 * Limits concurrent log-ins so that the chat does not notice them, and refuses the rest before they cost anything
 * (OWASP ASVS 5.0, V15.2.2: load shedding).
 *
 * @returns true if the request may go on; else it has been answered with 503
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

/** Holds a slot until the answer is sent, the peer is gone, or MAX_HOLD_MS is over. */
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
