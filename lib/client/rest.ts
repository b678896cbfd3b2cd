import type { Reply } from "@/lib/shared/errors";
import type { Refused } from "./pending";

type Answered<T> = { ok: true; data: T } | { ok: false; status: number; refusal: Refused | null };

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
    if (!ok) return { ok, status, refusal: await response.json().catch(() => null) };
    return { ok, data: (status === 204 ? null : await response.json()) as T };
  } catch {
    return null;
  }
}

/** A page of the REST interface; `null` when it could not be had. Whoever asked shows what it has and asks again. */
export async function getJson<T>(path: string): Promise<T | null> {
  const answer = await sendJson<T>("GET", path);
  return answer?.ok ? answer.data : null;
}

/** Does something over the REST interface (`path` without `/api/v1`); why not, where it was refused or nobody answered. */
export async function askServer<T>(method: string, path: string, body?: object): Promise<Reply<T>> {
  const answer = await sendJson<T>(method, `/api/v1${path}`, { body });
  if (answer?.ok) return answer;
  return { ok: false, error: answer?.refusal ?? { code: "unavailable", detail: "" } };
}

/**
 * Deletes over the REST interface, also while the page goes. Null when it is done; "again" when nobody answered, or not
 * now; else why it was refused.
 */
export async function sendDelete(path: string): Promise<Refused | "again" | null> {
  try {
    const response = await fetch(path, { method: "DELETE", keepalive: true });
    if (response.ok || response.status === 404) return null;
    if (response.status === 429 || response.status >= 500) return "again";
    return (await response.json()) as Refused;
  } catch {
    return "again";
  }
}
