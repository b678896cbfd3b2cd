import { hash, verify } from "@node-rs/argon2";
import { limitConcurrency } from "../concurrency/concurrency-limit";
import { remember } from "../remember";

/** OWASP's parameters for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * Hashing takes a core for some 30 ms, so only one runs at a time. Some twenty seconds' worth of others may wait;
 * beyond that callers get 503 instead of piling up.
 */
const CONCURRENCY = { maxRunning: 1, maxWaiting: 300 };

/** Returns the Argon2id hash of a password as a PHC string. Waits its turn; throws TooManyWaiting in a flood. */
export const hashPassword = (password: string) =>
  limitConcurrency("passwords", CONCURRENCY, () => hash(password, ARGON2ID));

/**
 * True if the password matches the hash. Without a hash it does the same work, so that the time does not reveal a
 * missing account. Waits its turn; throws TooManyWaiting in a flood.
 */
export async function isPassword(password: string, hashed: string | null | undefined): Promise<boolean> {
  const known = hashed ?? (await decoyHash());
  const right = await limitConcurrency("passwords", CONCURRENCY, () => verify(known, password));
  return right && Boolean(hashed);
}

/** Not cached after a failure, or every missing account would be recognisable from then on. */
async function decoyHash(): Promise<string> {
  const made = remember<{ hash?: string }>("decoy password", () => ({}));
  made.hash ??= await hashPassword("nobody has this password");
  return made.hash;
}
