import { ENDPOINTS, type METHODS } from "@/lib/doors/endpoints";
import { rest } from "@/lib/doors/rest";
import type { Person } from "./world";

type Call = { as?: Person | undefined; body?: unknown; raw?: BodyInit; headers?: Record<string, string> };

/** Calls a path of /api/v1 through its handlers, as Next would. */
export async function call(
  method: (typeof METHODS)[number],
  path: string,
  { as, body, raw, headers }: Call = {},
) {
  const url = new URL(`http://parley.test/api/v1${path}`);
  const { pattern, params } = match(url.pathname.replace("/api/v1", ""));
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
  const response = await rest(pattern)[method](request, { params: Promise.resolve(params) });
  const text = await response.text();
  const isJson = text !== "" && /json/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : undefined };
}

function match(path: string) {
  const parts = path.split("/");
  const fits = (pattern: string) =>
    pattern.split("/").every((part, i) => part.startsWith("{") || part === parts[i]);
  const patterns = ENDPOINTS.map((endpoint) => endpoint.path).filter(
    (one) => one.split("/").length === parts.length && fits(one),
  );
  const pattern = patterns.sort((a, b) => a.split("{").length - b.split("{").length)[0] ?? path;
  const params = Object.fromEntries(
    pattern
      .split("/")
      .flatMap((part, i) =>
        part.startsWith("{") ? [[part.slice(1, -1), decodeURIComponent(parts[i]!)]] : [],
      ),
  );
  return { pattern, params };
}
