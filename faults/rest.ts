/** Reads a page of the REST interface; null if it is unavailable now. */
export async function readJson<T>(server: string, path: string, token: string): Promise<T | null> {
  const response = await ask(server, "GET", path, token);
  return response?.ok ? ((await response.json().catch(() => null)) as T | null) : null;
}

/** Changes something over REST. @returns the status; 0 without an answer, so that it may be done or not */
export async function change(
  server: string,
  method: string,
  path: string,
  token: string,
  body?: object,
): Promise<number> {
  return (await ask(server, method, path, token, body))?.status ?? 0;
}

/** Posts something over REST. @returns the status, 0 without an answer, and the reason of a refusal */
export async function post(
  server: string,
  path: string,
  token: string,
  body: object,
): Promise<{ status: number; reason: string | undefined }> {
  const response = await ask(server, "POST", path, token, body);
  const answer = (await response?.json().catch(() => null)) as { reason?: string } | null | undefined;
  return { status: response?.status ?? 0, reason: answer?.reason };
}

async function ask(
  server: string,
  method: string,
  path: string,
  token: string,
  body?: object,
): Promise<Response | null> {
  try {
    return await fetch(`${server}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
  } catch {
    return null;
  }
}
