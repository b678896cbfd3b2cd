import { STATUS_CODES } from "node:http";
import type { Problem } from "@/lib/shared/errors";
import { TUS_VERSION } from "./check-tus-headers";

/** Words a refusal of the library as problem details (RFC 9457), with the status that tus wants. */
export async function toTusProblem(response: Response): Promise<Response> {
  const { status } = response;
  const detail = (await response.text()).trim() || "This request is not one of tus 1.0.";
  const code = CODES[status] ?? "validation_failed";
  const body: Problem = { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, code, detail };
  return Response.json(body, { status, headers: headersOf(response) });
}

function headersOf({ status }: Response): HeadersInit {
  return {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...(status === 423 && { "retry-after": "1" }),
  };
}

const CODES: Record<number, Problem["code"]> = {
  403: "forbidden",
  404: "not_found",
  405: "method_not_allowed",
  409: "conflict",
  410: "gone",
  413: "payload_too_large",
  423: "conflict",
  500: "internal",
};

/** Adds the headers that every answer of tus has, and one of 412. */
export function withTus(response: Response): Response {
  response.headers.set("tus-resumable", TUS_VERSION);
  if (response.status === 412) response.headers.set("tus-version", TUS_VERSION);
  return response;
}

/** Removes CORS headers: pages of other sites have no business here. Nothing may be cached. */
export function withoutCors(response: Response): Response {
  for (const name of [...response.headers.keys()])
    if (name.startsWith("access-control-")) response.headers.delete(name);
  response.headers.set("cache-control", "no-store");
  return response;
}
