import type { ErrorCode, Reply } from "@/lib/shared/errors";
import { retryAfterOf } from "./backoff";

/** Why the server refused something. */
export type Refused = { code: ErrorCode; detail: string };

type Answered<T> =
  | { ok: true; data: T }
  | { ok: false; status: number; refusal: Refused | null; retryAfterMs: number };

/** Nobody answered, or not now: the same may work after `retryAfterMs`, 0 where the server named no time. */
export type RetryLater = { retryAfterMs: number };

/**
 * Asks the REST interface with the browser's own cookie; null when nobody answered: the network is away, or something in
 * front of the server answered in its stead. `isLeaving`: the page goes, and the browser is to see to it, which it does
 * for 64 KiB at most.
 */
export async function sendJson<T>(
  method: string,
  path: string,
  { body, isLeaving = false }: { body?: unknown; isLeaving?: boolean } = {},
): Promise<Answered<T> | null> {
  try {
    const response = await fetch(path, {
      method,
      keepalive: isLeaving,
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

/** The whole answer to a GET, for whoever asks again: it says when. */
export const getAnswer = <T>(path: string): Promise<Answered<T> | null> => sendJson<T>("GET", path);

/** A page of the REST interface; `null` when it could not be had. Whoever asked shows what it has and asks again. */
export async function getJson<T>(path: string): Promise<T | null> {
  const answer = await getAnswer<T>(path);
  return answer?.ok ? answer.data : null;
}

/** Does something over the REST interface (`path` without `/api/v1`); why not, where it was refused or nobody answered. */
export async function askServer<T>(method: string, path: string, body?: object): Promise<Reply<T>> {
  const answer = await sendJson<T>(method, `/api/v1${path}`, { body });
  if (answer?.ok) return answer;
  return { ok: false, error: answer?.refusal ?? { code: "unavailable", detail: "" } };
}

/**
 * Deletes over the REST interface, also while the page goes. Null when it is done; `Again` when nobody answered, or not
 * now; else why it was refused.
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
