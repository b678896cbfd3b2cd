import { hash, verify } from "@node-rs/argon2";
import { remember } from "./remember";

/** OWASP's parameters for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashing takes a core for some 30 ms; more than this at once would take the chat's. The rest wait their turn. */
const AT_ONCE = 1;

/** The Argon2id hash of a password, as a PHC string. Waits its turn. */
export const hashPassword = (password: string) => inTurn(() => hash(password, ARGON2ID));

/**
 * Whether the password is the one of the hash. Without a hash the work is done all the same, so that an absent account
 * takes the time of a present one.
 */
export async function isPassword(password: string, hashed: string | null | undefined): Promise<boolean> {
  const known = hashed ?? (await decoy());
  const right = await inTurn(() => verify(known, password));
  return right && Boolean(hashed);
}

const decoy = () => remember("decoy password", () => hashPassword("nobody has this password"));

const turns = () => remember("password turns", () => ({ running: 0, waiting: [] as (() => void)[] }));

async function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const line = turns();
  if (line.running >= AT_ONCE) await new Promise<void>((resolve) => line.waiting.push(resolve));
  else line.running++;
  try {
    return await act();
  } finally {
    const next = line.waiting.shift();
    if (next) next();
    else line.running--;
  }
}
