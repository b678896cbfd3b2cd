import { answerApi } from "@/lib/doors/answer-api";
import type { Method } from "@/lib/doors/endpoints";
import type { Person } from "./world";

type Call = { as?: Person | undefined; body?: unknown; raw?: BodyInit; headers?: Record<string, string> };

/** Calls a path of /api/v1 as its route and the file server do. */
export async function call(method: Method, path: string, { as, body, raw, headers }: Call = {}) {
  const url = new URL(`http://parley.test/api/v1${path}`);
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const request = new Request(url, {
    method,
    headers: {
      ...(payload !== undefined && { "content-type": "application/json" }),
      ...(as && { authorization: `Bearer ${as.token}` }),
      ...headers,
    },
    ...(payload !== undefined && { body: payload }),
  });
  const response = await answerApi(method, request);
  const text = await response.text();
  const isJson = text !== "" && /json/.test(response.headers.get("content-type") ?? "");
  const json = isJson ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, json };
}

/** Fills the gaps of an endpoint's path from an input. `rest` is the input without what went into the path. */
export function fillGaps(
  path: string,
  input: Record<string, unknown>,
): { address: string; rest: Record<string, unknown> } {
  const rest = { ...input };
  const address = path.replace(/\{(\w+)\}/g, (_gap, name: string) => {
    delete rest[name];
    return encodeURIComponent(String(input[name]));
  });
  return { address, rest };
}
