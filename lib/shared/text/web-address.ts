/** Parses an address of the web: `http` or `https`, with a host. Null for any other. */
export function webAddress(given: string): URL | null {
  if (!URL.canParse(given)) return null;
  const url = new URL(given);
  return url.protocol === "https:" || url.protocol === "http:" ? url : null;
}
