import webPush from "web-push";
import { remember } from "@/lib/platform/remember";
import type { PushKeys } from "./push-keys";

/** Validity of a signed header, in seconds. Push services allow a day at most (RFC 8292, 2). */
const VALID_SECONDS = 12 * 3_600;
/** Use of a signed header, in milliseconds: signing one costs as much as the rest of a push. */
const KEPT_MS = 3_600_000;
/** Push services whose headers are kept. There are five, but an endpoint may name any host. */
const KEPT = 100;

type Signed = { header: string; until: number };

/** Returns the Authorization header by which a push service knows this server (VAPID, RFC 8292), signed once an hour. */
export function vapidHeader(endpoint: string, { publicKey, privateKey, subject }: PushKeys): string {
  const signed = remember("vapid headers", () => new Map<string, Signed>());
  const { origin } = new URL(endpoint);
  const name = `${publicKey} ${origin}`;
  const known = signed.get(name);
  const now = Date.now();
  if (known && known.until > now) return known.header;
  const expiresAt = Math.floor(now / 1_000) + VALID_SECONDS;
  const { Authorization: header } = webPush.getVapidHeaders(
    origin,
    subject,
    publicKey,
    privateKey,
    "aes128gcm",
    expiresAt,
  );
  if (signed.size >= KEPT) signed.clear();
  signed.set(name, { header, until: now + KEPT_MS });
  return header;
}
