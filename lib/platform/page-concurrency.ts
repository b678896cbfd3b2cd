import type { IncomingMessage, ServerResponse } from "node:http";
import { LIMITS } from "@/lib/shared/limits";
import { networkOf } from "./client-address";
import { KeyedSemaphore } from "./keyed-semaphore";
import { remember } from "./remember";
import { ADDRESS_HEADER } from "./request-address";
import { readSessionCookie } from "./session-cookie";

/** What is no page: the API has its own bound (lib/doors/rest.ts), and files cost next to nothing. */
const NO_PAGE = /^\/(api(?!\/docs)|_next)\/|\.\w+$/;

const BUSY = JSON.stringify({
  type: "about:blank",
  title: "Service Unavailable",
  status: 503,
  code: "unavailable",
  detail: "Too many pages are asked for at this moment. Try again in a moment.",
});

/**
 * Lets a few pages at a time be drawn for people who are not logged in, and has the others wait: drawing one takes some ten
 * milliseconds, in which nobody else is answered. Of one network so many wait, and what comes beyond that is answered with
 * 503. A page holds its place until it is answered, and for LIMITS.pageHoldMs at most: a peer may send its body or read the
 * answer as slowly as it likes. A cookie counts only where it is one of ours. True where the request may go on.
 */
export async function admitPage(
  request: IncomingMessage,
  response: ServerResponse,
  holdMs: number = LIMITS.pageHoldMs,
): Promise<boolean> {
  const path = request.url?.split("?", 1)[0] ?? "";
  if (NO_PAGE.test(path)) return true;
  const { claim } = await readSessionCookie(request.headers.cookie);
  if (claim) return true;
  const network = networkOf(String(request.headers[ADDRESS_HEADER] ?? ""));
  const { own, all } = remember("anonymous pages", () => ({
    own: new KeyedSemaphore(LIMITS.pagesPerNetwork, LIMITS.pagesWaiting),
    all: new KeyedSemaphore(LIMITS.pagesAtOnce, LIMITS.pagesWaiting),
  }));
  const leaveOwn = await own.acquire(network);
  const leaveAll = leaveOwn && (await all.acquire(""));
  const leave = () => {
    leaveAll?.();
    leaveOwn?.();
  };
  if (leaveAll && !response.closed) {
    const held = setTimeout(leave, holdMs);
    response.once("close", () => {
      clearTimeout(held);
      leave();
    });
    return true;
  }
  leave();
  if (!leaveAll) refuse(response);
  return false;
}

function refuse(response: ServerResponse): void {
  response.writeHead(503, {
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(BUSY),
    "retry-after": "2",
    "cache-control": "no-store",
  });
  response.end(BUSY);
}
