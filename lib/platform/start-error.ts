const BRAND = Symbol.for("parley.StartError");

/**
 * A reason why Parley cannot start, in one sentence for its administrator. It is printed without a stack, with exit
 * code 1; any other error during the start is a bug and is printed whole.
 */
export class StartError extends Error {
  readonly [BRAND] = true;
  override readonly name = "StartError";

  // Not `instanceof`: each module graph of the process has its own copy of this class.
  static is(error: unknown): error is StartError {
    return typeof error === "object" && error !== null && BRAND in error;
  }
}

/**
 * Returns the error code of the operating system or the database (`EACCES`, `ENOSPC`, `28P01` …), if there is one.
 */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return (error as { code?: string } | null | undefined)?.code;
}
