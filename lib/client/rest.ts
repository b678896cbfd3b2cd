/** A page of the REST interface with the browser's own cookie; `null` when it could not be had. */
export async function getJson<T>(path: string): Promise<T | null> {
  try {
    const response = await fetch(path, { headers: { accept: "application/json" }, cache: "no-store" });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    // The network is away. Whoever asked shows what it has and asks again.
    return null;
  }
}
