import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";

/** A browser that subscribed to pushes, with its keys. */
export type Browser = ReturnType<typeof makeBrowser>;

/** The keys of a browser's subscription. */
export function makeBrowser() {
  const ecdh = createECDH("prime256v1");
  const publicKey = ecdh.generateKeys();
  const auth = randomBytes(16);
  return {
    ecdh,
    publicKey,
    auth,
    keys: { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") },
  };
}

const hkdf = (salt: Buffer, key: Buffer, info: string | Buffer, length: number) =>
  Buffer.from(hkdfSync("sha256", key, salt, info, length));

/** Decrypts a body of the content coding aes128gcm (RFC 8188) with a browser's keys (RFC 8291, 3.4). */
export function decrypt(body: Buffer, { ecdh, publicKey, auth }: Browser): string {
  const [salt, keyLength] = [body.subarray(0, 16), body[20]!];
  const serverKey = body.subarray(21, 21 + keyLength);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, serverKey]);
  const secret = hkdf(auth, ecdh.computeSecret(serverKey), info, 32);
  const key = hkdf(salt, secret, "Content-Encoding: aes128gcm\0", 16);
  const nonce = hkdf(salt, secret, "Content-Encoding: nonce\0", 12);
  const record = body.subarray(21 + keyLength);
  const cipher = createDecipheriv("aes-128-gcm", key, nonce);
  cipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString("utf8");
}
