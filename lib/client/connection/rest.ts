import type { Outcome } from "@/lib/shared/errors";
import { retryAfterOf } from "./backoff";

export type RequestOptions = {
  /** The browser finishes the request even if the page closes (at most 64 KiB). */
  keepalive?: boolean;
  /** Aborts the request, which is then unreachable. */
  signal?: AbortSignal | undefined;
};

/** Sends a request to the REST API with the browser's cookie. Use `call`, which knows the types. */
export async function sendRequest<T>(
  method: string,
  path: string,
  body?: object,
  { keepalive = false, signal }: RequestOptions = {},
): Promise<Outcome<T>> {
  let retryAfterMs = 0;
  try {
    const response = await fetch(path, {
      method,
      keepalive,
      ...(signal && { signal }),
      cache: "no-store",
      headers: { accept: "application/json", ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    retryAfterMs = retryAfterOf(response.headers);
    const data = response.status === 204 ? null : await response.json();
    if (response.ok) return { ok: true, data };
    // Anything without a code is not the server's.
    if (data.code)
      return {
        ok: false,
        error: { ...data, ...(retryAfterMs && { retryAfter: Math.ceil(retryAfterMs / 1_000) }) },
      };
  } catch {}
  return { ok: false, error: null, retryAfterMs };
}
