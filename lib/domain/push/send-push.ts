import webPush from "web-push";
import { guardedFetch, KeptRoutes, OutboundError } from "@/lib/platform/outbound/guarded-fetch";
import { remember } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import type { PushSubscription } from "@/prisma/generated/client";
import { pushKeys } from "./push-keys";
import { vapidHeader } from "./vapid-header";

export type PushOptions = {
  /** A waiting push is replaced by the next one of its topic (RFC 8030, 5.4): 32 characters of base64url at most. */
  topic: string;
  urgency: "normal" | "high";
  lifetimeSeconds: number;
};

/**
 * Answer of a push service. `gone`: the subscription has ended. `retry`: another attempt may work, after
 * `retrySeconds` if the service said so. `refused`: it will not. `status` is 0 if there was no answer.
 */
export type PushAnswer = {
  outcome: "accepted" | "gone" | "retry" | "refused";
  status: number;
  retrySeconds?: number;
};

type Target = Pick<PushSubscription, "endpoint" | "p256dh" | "auth" | "serverKey">;

/** Push services are few: their connections are kept for so long, in milliseconds. */
const ROUTE_MS = 60_000;
const routes = () => remember("push routes", () => new KeptRoutes(ROUTE_MS));

/** Encrypts a payload for a device (RFC 8291) and sends it to its push service (RFC 8030) through the address guard. */
export async function sendPush(device: Target, payload: string, options: PushOptions): Promise<PushAnswer> {
  const keys = await pushKeys();
  // Its browser would answer 403 for ever: it subscribes again when it next opens the app.
  if (device.serverKey !== keys.publicKey) return { outcome: "refused", status: 0 };
  try {
    const { endpoint, headers, body } = webPush.generateRequestDetails(
      { endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } },
      payload,
      {
        TTL: options.lifetimeSeconds,
        urgency: options.urgency,
        topic: options.topic,
        contentEncoding: "aes128gcm",
      },
    );
    const answer = await guardedFetch(endpoint, {
      method: "POST",
      headers: { ...textHeaders(headers), authorization: vapidHeader(endpoint, keys) },
      body: new Uint8Array(body as Buffer),
      timeoutMs: LIMITS.pushMs,
      maxBytes: 4_096,
      maxRedirects: 0,
      routes: routes(),
    });
    return judge(answer.status, answer.headers.get("retry-after"));
  } catch (error) {
    if (OutboundError.is(error)) return { outcome: error.isPassing ? "retry" : "refused", status: 0 };
    console.warn("A push could not be encrypted:", error instanceof Error ? error.message : error);
    return { outcome: "refused", status: 0 };
  }
}

/** The length is that of the body, and undici sets it. */
const textHeaders = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.toLowerCase() === "content-length" ? [] : [[name, String(value)]],
    ),
  );

/** Judges a push service's status (RFC 8030, 5 and 8.4). */
export function judge(status: number, retryAfter: string | null): PushAnswer {
  if (status >= 200 && status < 300) return { outcome: "accepted", status };
  if (status === 404 || status === 410) return { outcome: "gone", status };
  if (status !== 429 && status < 500) return { outcome: "refused", status };
  const retrySeconds = secondsOf(retryAfter);
  return { outcome: "retry", status, ...(retrySeconds !== null && { retrySeconds }) };
}

/** Reads a Retry-After header (RFC 9110, 10.2.3): seconds or a date. */
function secondsOf(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d{1,7}$/.test(header.trim())) return Number(header);
  const until = /GMT$/.test(header.trim()) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(until) ? null : Math.max(0, Math.ceil((until - Date.now()) / 1_000));
}
