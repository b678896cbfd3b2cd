/** Error codes of refusals and their HTTP status (RFC 9110), one table for all four doors. */
export const ERROR_STATUS = {
  malformed_json: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  validation_failed: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/**
 * A wrong field of an input: `path` is dotted (`memberIds.0`), `message` is an English sentence, and `reason` is a
 * stable word (with `limit` if it has a number) for translations.
 */
export type FieldError = { path: string; message: string; reason: string; limit?: number };

/** A refusal in the form that every door sends. `reason` narrows a `code` that has several causes. */
export type Refusal = {
  code: ErrorCode;
  detail: string;
  reason?: string;
  errors?: FieldError[];
  /** Whole seconds after which a retry makes sense. */
  retryAfter?: number;
};

/** RFC 9457 problem details, the body of every REST refusal. */
export type Problem = { type: string; title: string; status: number } & Refusal;

/** The server's answer to a call: done, or refused. Server actions have no other; exceptions never cross a door. */
export type Reply<T> = { ok: true; data: T } | { ok: false; error: Refusal };

/**
 * Nothing answered, or something other than the server did, such as a proxy: whether the call was done is unknown.
 * `retryAfterMs` is the wait that the answer asked for, 0 without one.
 */
export type Unreachable = { ok: false; error: null; retryAfterMs: number };

/** Outcome of a call from the browser: done, refused or unreachable. */
export type Outcome<T> = Reply<T> | Unreachable;

/** A call that is not done. */
export type Failure = Exclude<Outcome<never>, { ok: true }>;
