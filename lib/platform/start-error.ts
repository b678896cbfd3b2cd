const BRAND = Symbol.for("parley.StartError");

/**
 * Why Parley cannot start, in one sentence for the person who started it. It is printed without a stack and the exit
 * code is 1; anything else that is thrown while starting is a bug and is printed whole.
 */
export class StartError extends Error {
  readonly [BRAND] = true;
  override readonly name = "StartError";

  // Not `instanceof`: each module graph of the process has its own copy of this class.
  static is(error: unknown): error is StartError {
    return typeof error === "object" && error !== null && BRAND in error;
  }
}

/** The operating system's or the database's word for what went wrong (`EACCES`, `ENOSPC`, `28P01` …), if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return (error as { code?: string } | null | undefined)?.code;
}
