/**
 * A key for one message, made before its first attempt. Not `crypto.randomUUID`: browsers keep that from pages on plain
 * http, and a chat in a company's own network often is one.
 */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
