import type { ErrorCode, Reply } from "@/lib/shared/errors";
import { retryAfterOf } from "./backoff";

/** The server's reason for a refusal. `reason` narrows a `code` that has several causes. */
export type Refused = { code: ErrorCode; detail: string; reason?: string };

type Answered<T> =
  | { ok: true; data: T }
  | { ok: false; status: number; refusal: Refused | null; retryAfterMs: number };

/** No answer, or a temporary refusal. Retry after `retryAfterMs`; 0 if the server named no time. */
export type RetryLater = { retryAfterMs: number };

/**
 * Calls the REST API with the browser's cookie. Resolves to null if nothing answered: the network is down, or a proxy
 * answered instead of the server.
 *
 * @param isLeaving the page is closing, so the browser must finish the request (at most 64 KiB)
 * @param signal aborts the request, which then resolves to null
 */
export async function sendJson<T>(
  method: string,
  path: string,
  { body, isLeaving = false, signal }: { body?: unknown; isLeaving?: boolean; signal?: AbortSignal } = {},
): Promise<Answered<T> | null> {
  try {
    const response = await fetch(path, {
      method,
      keepalive: isLeaving,
      ...(signal && { signal }),
      cache: "no-store",
      headers: {
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: JSON.stringify(body),
    });
    const { ok, status } = response;
    if (!ok)
      return {
        ok,
        status,
        refusal: await response.json().catch(() => null),
        retryAfterMs: retryAfterOf(response.headers),
      };
    return { ok, data: (status === 204 ? null : await response.json()) as T };
  } catch {
    return null;
  }
}

/** The full answer to a GET, for callers that retry: it carries `retryAfterMs`. */
export const getAnswer = <T>(path: string, signal?: AbortSignal): Promise<Answered<T> | null> =>
  sendJson<T>("GET", path, signal && { signal });

/** GETs a page of the REST API; null on failure. The caller keeps what it shows and retries. */
export async function getJson<T>(path: string): Promise<T | null> {
  const answer = await getAnswer<T>(path);
  return answer?.ok ? answer.data : null;
}

/** Returns the address of a path of the REST API. */
export const apiPath = (path: string): string => `/api/v1${path}`;

/** Calls the REST API (`path` without `/api/v1`). On failure, resolves to the refusal. */
export async function askServer<T>(method: string, path: string, body?: object): Promise<Reply<T>> {
  const answer = await sendJson<T>(method, apiPath(path), { body });
  if (answer?.ok) return answer;
  return { ok: false, error: answer?.refusal ?? { code: "unavailable", detail: "" } };
}

/**
 * Deletes over the REST API, also while the page closes. Resolves to null when done, `RetryLater` without an answer,
 * else the refusal.
 */
export async function sendDelete(path: string): Promise<Refused | RetryLater | null> {
  try {
    const response = await fetch(path, { method: "DELETE", keepalive: true });
    if (response.ok || response.status === 404) return null;
    if (response.status === 429 || response.status >= 500)
      return { retryAfterMs: retryAfterOf(response.headers) };
    return (await response.json()) as Refused;
  } catch {
    return { retryAfterMs: 0 };
  }
}
