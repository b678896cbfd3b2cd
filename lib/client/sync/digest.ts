/**
 * The digest of "what I know" that the server's `heads` is compared with: hex SHA-256 of the sorted `roomId:rev` lines,
 * its first 16 characters. `null` where the page is not in a secure context and the browser offers no hash.
 */
export async function digestOf(revs: Readonly<Record<string, number>>): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const lines = Object.entries(revs).map(([roomId, rev]) => `${roomId}:${rev}`);
  const bytes = new TextEncoder().encode(lines.sort().join("\n"));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
