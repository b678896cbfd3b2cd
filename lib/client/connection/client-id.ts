/**
 * An id for one message, made before its first attempt. Not `crypto.randomUUID`: browsers hide it from pages on plain
 * http, which is common in a company's own network.
 */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
