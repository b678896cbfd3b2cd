/**
 * Who calls, and from where. Never what they may do: every operation reads that from the rows, every time, so that
 * nothing is authorised from a claim alone.
 */
export type Actor = {
  /** The session behind the cookie, token or socket; `null` for a caller who has not logged in. */
  sessionId: string | null;
  /** The person whose session it is. A claim until the operation has read the session's row. */
  userId: string | null;
  address: string;
  userAgent: string;
  /** The origin of the site as this caller reaches it, such as `https://chat.example.com`; scripts in the process have none. */
  origin?: string;
  /** Tells one browser from another, by a cookie that it keeps; scripts have none. */
  device?: string;
  /** Names this request for retries: the same key again gets the first answer. See `once`. */
  idempotencyKey?: string;
  /** Hears how much of a rate is left to the caller, for a door that can say so beside its answer. */
  onRate?(standing: RateStatus): void;
};

/** How much of a rate is left. */
export type RateStatus = {
  name: string;
  /** How many at once, and in how many seconds so many come back. */
  limit: number;
  seconds: number;
  remaining: number;
  /** Until all of them are there again; where none is left, until there is one. */
  resetSeconds: number;
};

/** A caller who has not logged in. */
export function anonymous(from: Partial<Pick<Actor, "address" | "userAgent">> = {}): Actor {
  return { sessionId: null, userId: null, address: from.address ?? "", userAgent: from.userAgent ?? "" };
}
