import { remember, rememberAs } from "@/lib/platform/remember";
import { ERROR_STATUS, type ErrorCode, type FieldError, type Refusal } from "@/lib/shared/errors";

const BRAND = Symbol.for("parley.DomainError");

type Extra = { reason?: string; errors?: FieldError[]; retryAfter?: number };

/** A refusal for the caller to read. Any other error is a bug, or an unavailable database. */
export class DomainError extends Error {
  readonly [BRAND] = true;
  readonly refusal: Refusal;

  constructor(
    readonly code: ErrorCode,
    detail: string,
    extra: Extra = {},
  ) {
    super(detail);
    this.name = "DomainError";
    this.refusal = { code, detail, ...extra };
  }

  /** Not `instanceof`: each Next module graph has its own copy of this class. */
  static is(error: unknown): error is DomainError {
    return typeof error === "object" && error !== null && BRAND in error;
  }
}

const because = (reason: string | undefined) => (reason === undefined ? {} : { reason });

/** Missing and hidden things give the same answer, so that nobody learns what exists. */
export const notFound = (detail = "Not found.") => new DomainError("not_found", detail);

export const forbidden = (detail: string, reason?: string) =>
  new DomainError("forbidden", detail, because(reason));

export const conflict = (detail: string, reason?: string) =>
  new DomainError("conflict", detail, because(reason));

export const unauthenticated = (detail = "Sign in first.", reason?: string) =>
  new DomainError("unauthenticated", detail, because(reason));

/** Overload, or an unavailable database: the same request may work after `retryAfter` seconds. */
export const unavailable = (detail = "Parley can't do this right now. Try again in a moment.") =>
  new DomainError("unavailable", detail, { retryAfter: 1 });

/**
 * Refuses a field that only the rows can prove wrong, such as a reply to a message of another room. The detail begins with
 * the name of the field, as where a schema refuses one: sockets answer with nothing else.
 */
export const invalidField = (path: string, message: string, reason: string) =>
  new DomainError("validation_failed", `${path}: ${message}`, { errors: [{ path, message, reason }] });

/**
 * Translates any thrown value into a refusal; every door uses this and nothing else. An unknown error is logged and
 * answered as `internal`, without its text.
 */
export function toRefusal(error: unknown): { status: number; refusal: Refusal } {
  if (codesOf(error).some((code) => FULL.has(code))) rememberAs(DISK_FULL, Date.now());
  const known = DomainError.is(error) ? error : isDatabaseUnavailable(error) ? unavailable() : null;
  if (known) return { status: ERROR_STATUS[known.code], refusal: known.refusal };
  if (isRefusedValue(error)) return refusedValue(error);
  console.error(error);
  return { status: 500, refusal: { code: "internal", detail: "Something went wrong on the server." } };
}

/**
 * Answers a value that the database refused and no schema did. The caller learns that a value is wrong; the log has
 * the details, because a schema lacks a rule.
 */
function refusedValue(error: unknown): { status: number; refusal: Refusal } {
  console.warn("A value that no schema refused was refused by the database:", messageOf(error));
  const detail = "One of the values is too large or has the wrong format.";
  return { status: ERROR_STATUS.validation_failed, refusal: { code: "validation_failed", detail } };
}

const isRefusedValue = (error: unknown) => codesOf(error).some((code) => REFUSED_VALUE.test(code));

/**
 * PostgreSQL's classes 22 (data exception), 54 (program limit exceeded) and 23514 (check violation), and the codes of
 * Prisma and its driver for the same.
 */
const REFUSED_VALUE =
  /^(22...|54...|23514|P2000|P2005|P2006|P2007|P2019|P2020|P2023|P2033|LengthMismatch|ValueOutOfRange|InvalidInputValue|InconsistentColumnData)$/;

const DISK_FULL = "disk full at";

/** PostgreSQL's and the operating system's codes for a full disk. */
const FULL = new Set(["53100", "ENOSPC", "EDQUOT"]);

/** The disk counts as full for this long after a write failed for it. */
const DISK_FULL_MS = 30_000;

/** True if the database or the storage refused a write lately because its disk is full. Used by `/api/ready`. */
export const wasDiskFull = () => Date.now() - remember(DISK_FULL, () => 0) < DISK_FULL_MS;

/** True for a unique violation, deadlock or serialization failure. A retry sees what the other transaction wrote. */
export function isWriteConflict(error: unknown): boolean {
  return codesOf(error).some((code) => WRITE_CONFLICTS.has(code));
}

const WRITE_CONFLICTS = new Set(["23505", "P2002", "40P01", "40001", "P2034"]);

/**
 * True for a failed connection, or a database that is starting, stopping or full: temporary, and never the caller's
 * fault.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  return (
    codesOf(error).some((code) => UNAVAILABLE_CODE.test(code)) || UNAVAILABLE_TEXT.test(messageOf(error))
  );
}

/**
 * PostgreSQL classes 08, 53, 57P and 25006 (read-only), Prisma's connection codes, its driver's codes for raw
 * queries, and those of the operating system.
 */
const UNAVAILABLE_CODE =
  /^(08...|53...|57P..|25006|P1001|P1002|P1008|P1017|P2024|P2028|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|E[A-Z]{4,})$/;
const UNAVAILABLE_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection/;

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (
    let cause = error, depth = 0;
    cause && depth < 4;
    cause = (cause as { cause?: unknown }).cause, depth++
  ) {
    const { code, meta } = cause as {
      code?: unknown;
      meta?: { code?: unknown; driverAdapterError?: unknown };
    };
    const { originalCode, kind } = cause as { originalCode?: unknown; kind?: unknown };
    for (const found of [code, originalCode, kind, meta?.code])
      if (typeof found === "string") codes.push(found);
    if (meta?.driverAdapterError) codes.push(...codesOf(meta.driverAdapterError));
  }
  return codes;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
