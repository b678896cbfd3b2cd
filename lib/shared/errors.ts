/** The stable words of every refusal and their HTTP status (RFC 9110). One table for all four doors. */
export const ERROR_STATUS = {
  malformed_json: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/**
 * One wrong field of an input: `path` is dotted (`memberIds.0`), `message` is a sentence in English, and `reason` is a
 * stable word (with `limit` where it names a number) by which an interface says it in the reader's language.
 */
export type FieldError = { path: string; message: string; reason: string; limit?: number };

/** What every door tells of a refusal. `reason` narrows `code` where several things have the same code. */
export type Refusal = {
  code: ErrorCode;
  detail: string;
  reason?: string;
  errors?: FieldError[];
  /** Whole seconds after which trying again makes sense. */
  retryAfter?: number;
};

/** RFC 9457 problem details, as every REST refusal is told. */
export type Problem = { type: string; title: string; status: number } & Refusal;

/** What a server action answers: never an exception across a door. */
export type Reply<T> = { ok: true; data: T } | { ok: false; error: Refusal };
