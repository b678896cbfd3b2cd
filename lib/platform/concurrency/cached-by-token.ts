/** Number of cached tokens; the oldest goes first. */
const CAPACITY = 20_000;

/** Claim of a signed or encrypted token, and its expiry in milliseconds of Unix time. */
export type TokenClaim<Claim> = { claim: Claim; until: number };

/**
 * Caches the claim of each token until it expires: the same token comes with every request, and opening it costs more
 * than answering many of them. It is a claim only; the rows decide each time whether it still holds. Invalid tokens
 * are not cached.
 */
export function cachedByToken<Claim>(
  read: (token: string) => Promise<TokenClaim<Claim> | null>,
): (token: string) => Promise<Claim | null> {
  const cache = new Map<string, TokenClaim<Claim>>();

  return async (token) => {
    const cached = cache.get(token);
    if (cached && cached.until > Date.now()) return cached.claim;
    cache.delete(token);
    const reading = await read(token);
    if (!reading) return null;
    const [first] = cache.keys();
    if (cache.size >= CAPACITY && first !== undefined) cache.delete(first);
    cache.set(token, reading);
    return reading.claim;
  };
}
