/**
 * Thrown by a job that cannot do its work yet, or that did it and comes again. It is due in so many seconds, or at once if
 * it was asked for again meanwhile, with all its attempts; an earlier error is forgotten.
 */
export class JobPostponed extends Error {
  override readonly name = "JobPostponed";

  constructor(readonly seconds: number) {
    super(`Postponed by ${seconds} s.`);
  }

  // Not `instanceof`: each module graph of the process has its own copy of this class.
  static is(error: unknown): error is JobPostponed {
    return error instanceof Error && error.name === "JobPostponed";
  }
}
