import { STATUS_CODES } from "node:http";
import { toRefusal } from "@/lib/core/errors";
import type { Problem, Refusal } from "@/lib/shared/errors";

/** Answers any thrown value with problem details (RFC 9457). */
export function problem(error: unknown): Response {
  const { status, refusal } = toRefusal(error);
  return Response.json(toProblem(status, refusal), { status, headers: headersOf(refusal) });
}

function toProblem(status: number, { retryAfter: _, ...refusal }: Refusal): Problem {
  return { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, ...refusal };
}

function headersOf({ code, retryAfter }: Refusal): HeadersInit {
  return {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...(code === "unauthenticated" && { "www-authenticate": "Bearer" }),
    ...(retryAfter && { "retry-after": String(retryAfter) }),
  };
}
