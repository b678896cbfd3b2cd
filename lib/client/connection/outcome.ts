import type { ErrorCode, Failure, Outcome, Refusal, Unreachable } from "@/lib/shared/errors";
import type { LiveAnswer } from "@/lib/shared/live";

/** Nothing answered, and nothing said when to call again. */
export const UNREACHABLE: Unreachable = { ok: false, error: null, retryAfterMs: 0 };

/** The outcome of a command that the server acknowledged. */
export const toOutcome = <T>({ ok, ...answer }: LiveAnswer): Outcome<T> =>
  ok ? { ok, data: answer as T } : { ok, error: answer as Refusal };

/** True if whether the call was done is unknown. */
export const isUnreachable = (outcome: Outcome<unknown>): outcome is Unreachable =>
  !outcome.ok && !outcome.error;

/** Refusals that a later attempt may not get. */
const PASSING = new Set<ErrorCode>(["rate_limited", "unavailable", "internal"]);

/**
 * The wait before another attempt in ms, as the server asked for it; 0 leaves it to the caller's backoff. Null if a later
 * attempt would be refused too.
 */
export function retryAfterMs(failure: Failure): number | null {
  if (!failure.error) return failure.retryAfterMs;
  const { code, retryAfter = 0 } = failure.error;
  return PASSING.has(code) ? retryAfter * 1_000 : null;
}

/** The reason to show for a failure; `unavailable` if the server was out of reach. */
export const refusalOf = ({ error }: Failure): Refusal => error ?? { code: "unavailable", detail: "" };

/** A wait before another attempt, in ms; 0 leaves it to the caller's backoff. */
export type RetryLater = { retryAfterMs: number };
