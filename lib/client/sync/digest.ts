/**
 * The digest of the known revisions, compared with the one in the server's `heads`: the first 16 characters of the hex
 * SHA-256 of the sorted `roomId:rev` lines. Null outside a secure context, where browsers offer no hash.
 */
export async function digestOf(revs: Readonly<Record<string, number>>): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const lines = Object.entries(revs).map(([roomId, rev]) => `${roomId}:${rev}`);
  const bytes = new TextEncoder().encode(lines.sort().join("\n"));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
