import type { z } from "zod";
import type { FieldError } from "@/lib/shared/errors";
import { LIMITS } from "@/lib/shared/limits";
import { DomainError } from "./errors";
import { describeIssue } from "./issue-words";

/**
 * Validates an input.
 *
 * @throws `validation_failed` with each wrong field named, LIMITS.namedErrors at most
 */
export function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw ?? {}, { error: describeIssue, reportInput: true });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .slice(0, LIMITS.namedErrors)
    .flatMap(toFieldErrors)
    .slice(0, LIMITS.namedErrors);
  throw new DomainError("validation_failed", detailOf(errors), { errors });
}

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key].join("."),
      message: "Is not a known field.",
      reason: "unknown_field",
    }));
  }
  return [{ path: path.join("."), message: issue.message, ...reasonOf(issue) }];
}

function reasonOf(issue: z.core.$ZodIssue): { reason: string; limit?: number } {
  if (issue.code === "custom")
    return { reason: "invalid", ...(issue.params as { reason?: string; limit?: number } | undefined) };
  if (issue.code === "too_big") return { reason: "too_long", limit: Number(issue.maximum) };
  if (issue.code === "too_small") return { reason: "too_short", limit: Number(issue.minimum) };
  return { reason: issue.code === "invalid_type" && issue.input === undefined ? "required" : "invalid" };
}

const detailOf = (errors: FieldError[]) =>
  errors.length === 1 && errors[0]
    ? `${errors[0].path || "The input"}: ${errors[0].message}`
    : `${errors.length} fields are not valid.`;
