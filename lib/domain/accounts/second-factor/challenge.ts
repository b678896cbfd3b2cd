import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { unauthenticated } from "@/lib/core/errors";
import type { Tx } from "@/lib/platform/database/db";
import { keyFor } from "@/lib/platform/secrets/seal";
import { hashOf } from "../sessions/session";

/** Lifetime of a challenge, in minutes. */
export const CHALLENGE_MINUTES = 5;
const LIVES_MS = CHALLENGE_MINUTES * 60 * 1000;
const NONCE_BYTES = 16;
const TIME_BYTES = 8;

/**
 * Makes a challenge for a passkey (WebAuthn Level 3, 13.4.3), valid for five minutes and one purpose. It contains its
 * own expiry and a signature (HMAC-SHA-256), and is stored only when it is answered: asking for many costs nothing,
 * and any process can verify it.
 */
export function makeChallenge(purpose: string): Uint8Array<ArrayBuffer> {
  const until = Buffer.alloc(TIME_BYTES);
  until.writeBigUInt64BE(BigInt(Date.now() + LIVES_MS));
  const body = Buffer.concat([randomBytes(NONCE_BYTES), until]);
  return new Uint8Array(Buffer.concat([body, signatureOf(purpose, body)]));
}

/**
 * True if a challenge (base64url) is ours, for this purpose, and not expired. `spendChallenge` checks whether it was
 * answered before.
 */
export function isChallenge(purpose: string, challenge: string): boolean {
  const bytes = Buffer.from(challenge, "base64url");
  const body = bytes.subarray(0, NONCE_BYTES + TIME_BYTES);
  const mark = bytes.subarray(NONCE_BYTES + TIME_BYTES);
  const right = signatureOf(purpose, body);
  if (mark.length !== right.length || !timingSafeEqual(mark, right)) return false;
  return Date.now() < Number(body.readBigUInt64BE(NONCE_BYTES));
}

const signatureOf = (purpose: string, body: Uint8Array) =>
  createHmac("sha256", keyFor("passkey")).update(`${purpose}\n`).update(body).digest();

/** Uses up a challenge in all processes. A second answer is refused, even at the same time. */
export async function spendChallenge(db: Tx, challenge: string): Promise<void> {
  await db.$executeRaw`DELETE FROM spent_challenge WHERE expires_at < now()`;
  const spent = await db.$executeRaw`
    INSERT INTO spent_challenge (hash, expires_at)
    VALUES (${hashOf(challenge)}, now() + make_interval(secs => ${LIVES_MS / 1000})) ON CONFLICT DO NOTHING`;
  if (spent === 0) throw unauthenticated("This passkey is not known here.", "passkey_refused");
}
