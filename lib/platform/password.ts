import { hash, verify } from "@node-rs/argon2";
import { limitConcurrency } from "./concurrency-limit";
import { remember } from "./remember";

/** OWASP's parameters for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * Hashing takes a core for some 30 ms; more than one at once would take the chat's. The rest wait their turn, up to some
 * twenty seconds' worth of them; beyond that a flood is told to come back (503) instead of piling up.
 */
const CONCURRENCY = { maxRunning: 1, maxWaiting: 300 };

/** The Argon2id hash of a password, as a PHC string. Waits its turn; throws TooManyWaiting in a flood. */
export const hashPassword = (password: string) =>
  limitConcurrency("passwords", CONCURRENCY, () => hash(password, ARGON2ID));

/**
 * Whether the password is the one of the hash. Without a hash the work is done all the same, so that an absent account
 * takes the time of a present one. Waits its turn; throws TooManyWaiting in a flood.
 */
export async function isPassword(password: string, hashed: string | null | undefined): Promise<boolean> {
  const known = hashed ?? (await decoyHash());
  const right = await limitConcurrency("passwords", CONCURRENCY, () => verify(known, password));
  return right && Boolean(hashed);
}

/** Not remembered when it failed, or every absent account would be told by it ever after. */
async function decoyHash(): Promise<string> {
  const made = remember<{ hash?: string }>("decoy password", () => ({}));
  made.hash ??= await hashPassword("nobody has this password");
  return made.hash;
}
