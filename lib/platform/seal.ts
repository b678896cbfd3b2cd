import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { remember } from "./remember";
import { settings } from "./settings";

/** What is sealed, and so by which key: what was sealed for one use opens for no other. */
export type Purpose = "totp" | "mail" | "oidc" | "passkey" | "idempotency";

/**
 * Seals a text that must be had back (AES-256-GCM, NIST SP 800-38D, under a key derived from the installation's one
 * secret): a copy of the rows alone, or of a cookie, is no use, and a changed one does not open.
 */
export function seal(purpose: Purpose, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), nonce);
  const bytes = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return bytes.toString("base64url");
}

/** The sealed text. Throws for one that was changed, or sealed for another purpose or by another installation. */
export function open(purpose: Purpose, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8");
}

/** A key of its own for each purpose (HKDF, RFC 5869). */
export const keyFor = (purpose: Purpose): Uint8Array =>
  remember(
    `${purpose} key`,
    () => new Uint8Array(hkdfSync("sha256", settings().authSecret, "", `parley ${purpose}`, 32)),
  );
