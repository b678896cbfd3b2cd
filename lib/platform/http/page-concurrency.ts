import { readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, relative } from "node:path";
import { LIMITS } from "@/lib/shared/limits";
import { KeyedSemaphore } from "../concurrency/keyed-semaphore";
import { remember } from "../remember";
import { networkOf } from "./client-address";
import { ADDRESS_HEADER } from "./request-address";
import { readSessionCookie } from "./session-cookie";

/** Paths that are no pages, and cost next to nothing. */
const NO_PAGE = /^\/(api\/auth\/|api\/(health|ready)$|_next\/static\/)/;

/** The API reference renders a megabyte in 110 ms, so one at a time: the others of its kind must not hold every slot. */
const REFERENCE = "/api/docs";

/** Paths of the files outside `/_next`. Any other path that looks like a file gets the not-found page, which is a page too. */
const filePaths = () =>
  remember("file paths", () => {
    const kept = readdirSync("public", { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative("public", join(parentPath, name)).replaceAll("\\", "/"));
    return new Set([...kept, "icon.svg", "apple-icon.png", "manifest.webmanifest"].map((file) => `/${file}`));
  });

const BUSY = JSON.stringify({
  type: "about:blank",
  title: "Service Unavailable",
  status: 503,
  code: "unavailable",
  detail: "The server is busy. Try again in a moment.",
});

/**
 * Limits how many pages are rendered at a time for people who are not logged in; the others wait. Rendering takes
 * some ten milliseconds, in which nobody else is served. Requests of one network beyond the queue get 503. A page
 * holds its slot until it is answered, at most LIMITS.pageHoldMs, because a peer may send its body or read the answer
 * slowly. Only valid session cookies count as logged in.
 *
 * @returns true if the request may go on
 */
export async function admitPage(
  request: IncomingMessage,
  response: ServerResponse,
  holdMs: number = LIMITS.pageHoldMs,
): Promise<boolean> {
  const path = request.url?.split("?", 1)[0] ?? "";
  if (NO_PAGE.test(path) || filePaths().has(path)) return true;
  const { claim } = await readSessionCookie(request.headers.cookie);
  if (claim) return true;
  const network = networkOf(String(request.headers[ADDRESS_HEADER] ?? ""));
  const leave = await enter(network, path === REFERENCE);
  if (leave && !response.closed) {
    const held = setTimeout(leave, holdMs);
    response.once("close", () => {
      clearTimeout(held);
      leave();
    });
    return true;
  }
  if (leave) leave();
  else refuse(response);
  return false;
}

/** Takes a slot of the network and one of all. Returns a function that gives both back; null when a queue is full. */
async function enter(network: string, isReference: boolean): Promise<(() => void) | null> {
  const { own, reference, all } = remember("anonymous pages", () => ({
    own: new KeyedSemaphore(LIMITS.pagesPerNetwork, LIMITS.pagesWaiting),
    reference: new KeyedSemaphore(1, LIMITS.pagesWaiting),
    all: new KeyedSemaphore(LIMITS.pagesAtOnce, LIMITS.pagesWaiting),
  }));
  const slots = [
    () => own.acquire(network),
    ...(isReference ? [() => reference.acquire("")] : []),
    () => all.acquire(""),
  ];
  const taken: (() => void)[] = [];
  const leave = () => {
    for (const give of taken.splice(0)) give();
  };
  for (const take of slots) {
    const give = await take();
    if (!give) {
      leave();
      return null;
    }
    taken.push(give);
  }
  return leave;
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
