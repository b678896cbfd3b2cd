/** So many are kept; the one that was read first goes first. */
const CAPACITY = 20_000;

/** What a signed or encrypted token says, and until when, in milliseconds of Unix time. */
export type TokenClaim<Claim> = { claim: Claim; until: number };

/**
 * Reads each token once and keeps what it says until it expires: the same one comes with every request and every
 * connection, and opening it costs more than answering many of them. What it says is a claim only; whether it still
 * holds, the rows decide each time. A token that says nothing is not kept.
 */
export function cachedByToken<Claim>(
  read: (token: string) => Promise<TokenClaim<Claim> | null>,
): (token: string) => Promise<Claim | null> {
  const known = new Map<string, TokenClaim<Claim>>();

  return async (token) => {
    const kept = known.get(token);
    if (kept && kept.until > Date.now()) return kept.claim;
    known.delete(token);
    const reading = await read(token);
    if (!reading) return null;
    const [first] = known.keys();
    if (known.size >= CAPACITY && first !== undefined) known.delete(first);
    known.set(token, reading);
    return reading.claim;
  };
}
