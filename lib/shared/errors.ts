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

/** One wrong field of an input: `path` is dotted (`memberIds.0`), `message` is for a person. */
export type FieldError = { path: string; message: string };

/** RFC 9457 problem details, as every REST refusal is told. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  errors?: FieldError[];
};

/** What a server action and a Socket.IO acknowledgement answer: never an exception across a door. */
export type Reply<T> = { ok: true; data: T } | { ok: false; error: Refusal };

export type Refusal = { code: ErrorCode; detail: string; errors?: FieldError[]; retryAfter?: number };
