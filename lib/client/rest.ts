import type { Reply } from "@/lib/shared/errors";
import type { Refused } from "./pending";

/** A page of the REST interface with the browser's own cookie; `null` when it could not be had. */
export const getJson = <T>(path: string): Promise<T | null> => askJson(path, {});

/** The same for a question that is too long for an address. */
export const postJson = <T>(path: string, body: unknown): Promise<T | null> =>
  askJson(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

async function askJson<T>(path: string, { headers, ...request }: RequestInit): Promise<T | null> {
  try {
    const response = await fetch(path, {
      ...request,
      headers: { accept: "application/json", ...headers },
      cache: "no-store",
    });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    // The network is away. Whoever asked shows what it has and asks again.
    return null;
  }
}

const NO_CONNECTION = { ok: false, error: { code: "unavailable", detail: "" } } as const;

/** Does something over the REST interface (`path` without `/api/v1`); why not, where it was refused or nobody answered. */
export async function askServer<T>(method: string, path: string, body?: object): Promise<Reply<T>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      headers: { accept: "application/json", ...(body && { "content-type": "application/json" }) },
      body: body && JSON.stringify(body),
      cache: "no-store",
    });
    const text = await response.text();
    if (!response.ok) return { ok: false, error: JSON.parse(text) };
    return { ok: true, data: (text ? JSON.parse(text) : undefined) as T };
  } catch {
    // The network is away, or something in front of the server answered in its stead.
    return NO_CONNECTION;
  }
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

type Answered<T> = { ok: true; data: T } | { ok: false; status: number; refusal: Refused | null };

/**
 * Changes something over the REST interface; null when nobody answered. `isLeaving`: the page goes, and the browser is to
 * see to it, which it does for 64 KiB at most.
 */
export async function sendJson<T>(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  { body, isLeaving = false }: { body?: unknown; isLeaving?: boolean } = {},
): Promise<Answered<T> | null> {
  try {
    const response = await fetch(path, {
      method,
      keepalive: isLeaving,
      ...(body !== undefined && {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
    const { ok, status } = response;
    if (!ok) return { ok, status, refusal: await response.json().catch(() => null) };
    return { ok, data: (status === 204 ? null : await response.json()) as T };
  } catch {
    return null;
  }
}
