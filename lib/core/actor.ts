/**
 * The caller's claimed identity and address. It never says what the caller may do: every operation reads the rights
 * from the rows, so a claim alone authorises nothing.
 */
export type Actor = {
  /** The session behind the cookie, token or socket; `null` for a caller who has not logged in. */
  sessionId: string | null;
  /** The person whose session it is. A claim until the operation has read the session's row. */
  userId: string | null;
  address: string;
  userAgent: string;
  /**
   * Origin of the site as the caller reaches it, such as `https://chat.example.com`; scripts in the process have
   * none.
   */
  origin?: string;
  /** Cookie value that tells one browser from another; scripts have none. */
  device?: string;
  /** Idempotency key of the request: the same key again gets the first answer. See `idempotent`. */
  idempotencyKey?: string;
  /** Receives how much of a rate is left, so that a door can add it to its answer. */
  onRate?(standing: RateStatus): void;
};

/** Remaining budget of a rate. */
export type RateStatus = {
  name: string;
  /** Burst size, and the seconds in which that many come back. */
  limit: number;
  seconds: number;
  remaining: number;
  /** Seconds until the whole burst is available; if nothing is left, seconds until the next one. */
  resetSeconds: number;
};

/** A caller who has not logged in. */
export function anonymous(from: Partial<Pick<Actor, "address" | "userAgent">> = {}): Actor {
  return { sessionId: null, userId: null, address: from.address ?? "", userAgent: from.userAgent ?? "" };
}
