import { createPublicKey, verify } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { rememberAs } from "@/lib/platform/remember";
import { type Browser, decrypt, makeBrowser } from "./push-browser";
import { leadOutboundTo } from "./push-network";

/** A push as a browser reads it, with the headers that its push service saw. */
export type ReceivedPush = {
  device: string;
  headers: IncomingHttpHeaders;
  bytes: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it
  payload: any;
  /** Claims of the VAPID token, whose signature was checked. */
  claims: { aud: string; exp: number; sub: string };
};

/** An answer of the push service: a status, a status with a Retry-After header, or none as long as the test runs. */
export type PushAnswer = number | "never" | { status: number; retryAfter: string };

const HOST = "push.example";

/**
 * A push service that keeps what it is sent until the test ends, decrypted as a browser does it (RFC 8291, written here
 * by the standard alone). Every name leads to it.
 */
export async function pushService() {
  const browsers = new Map<string, Browser>();
  const received: ReceivedPush[] = [];
  const answers = new Map<string, PushAnswer[]>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const device = (request.url ?? "").slice(1);
    const answer = answers.get(device)?.shift() ?? 201;
    const { status, retryAfter } =
      typeof answer === "object" ? answer : { status: answer, retryAfter: undefined };
    const body = Buffer.concat(parts);
    const browser = browsers.get(device);
    if (browser && (status === "never" || status < 300))
      received.push(read(device, request.headers, body, browser));
    if (status === "never") return;
    response.writeHead(browser ? status : 404, retryAfter ? { "retry-after": retryAfter } : {}).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  leadOutboundTo(port);
  onTestFinished(() => {
    rememberAs("outbound network", undefined);
    rememberAs("push routes", undefined);
    server.closeAllConnections();
    server.close();
  });

  return {
    port,
    received,
    /** Makes a browser's subscription. */
    browser(device: string) {
      const browser = makeBrowser();
      browsers.set(device, browser);
      return { endpoint: `https://${HOST}/${device}`, keys: browser.keys };
    },
    /** Sets the next answers to pushes for a device; after them it is 201. */
    answer: (device: string, ...next: PushAnswer[]) => void answers.set(device, next),
    /** The texts that a device was sent. */
    bodies: (device: string) =>
      received
        .filter((one) => one.device === device)
        .map(({ payload }) => payload.notification.body as string),
  };
}

function read(device: string, headers: IncomingHttpHeaders, body: Buffer, browser: Browser): ReceivedPush {
  const text = decrypt(body, browser);
  return {
    device,
    headers,
    bytes: Buffer.byteLength(text),
    payload: JSON.parse(text),
    claims: claimsOf(headers.authorization ?? ""),
  };
}

/** Returns the claims of a VAPID header (RFC 8292); throws if the signature is wrong. */
function claimsOf(header: string): ReceivedPush["claims"] {
  const [, token = "", serverKey = ""] = /^vapid t=([^,]+), ?k=(\S+)$/.exec(header) ?? [];
  const [head = "", body = "", signature = ""] = token.split(".");
  const point = Buffer.from(serverKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const key = createPublicKey({ key: { kty: "EC", crv: "P-256", x: x!, y: y! }, format: "jwk" });
  const isRight = verify(
    "sha256",
    Buffer.from(`${head}.${body}`),
    { key, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  if (!isRight) throw new Error("The signature of a VAPID token is wrong.");
  return JSON.parse(Buffer.from(body, "base64url").toString());
}
