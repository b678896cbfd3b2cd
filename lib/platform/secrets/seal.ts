import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { remember } from "../remember";
import { settings } from "../settings";

/** Purposes of sealing. Each has its own key, so that a text opens only for the purpose it was sealed for. */
export type Purpose = "totp" | "mail" | "oidc" | "passkey" | "idempotency" | "push" | "unsubscribe" | "poll";

/**
 * Encrypts a text that must be readable again (AES-256-GCM, NIST SP 800-38D, under a key derived from the
 * installation's secret). A copy of the rows or of a cookie is useless without the secret, and a changed text does
 * not open.
 */
export function seal(purpose: Purpose, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), nonce);
  const bytes = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return bytes.toString("base64url");
}

/**
 * Decrypts a sealed text. Throws for one that was changed, or sealed for another purpose or by another installation.
 */
export function open(purpose: Purpose, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8");
}

/** Derives the key of a purpose (HKDF, RFC 5869). */
export const keyFor = (purpose: Purpose): Uint8Array =>
  remember(
    `${purpose} key`,
    () => new Uint8Array(hkdfSync("sha256", settings().authSecret, "", `parley ${purpose}`, 32)),
  );
