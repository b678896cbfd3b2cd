import { ENDPOINTS } from "./endpoints";

/** A path of the table of endpoints, and the parts of an address that fill its gaps, decoded. */
type Match = { path: string; params: Record<string, string> };

const isGap = (part: string) => part.startsWith("{");
const gapsIn = (parts: string[]) => parts.filter(isGap).length;

/** Paths with fewer gaps first: `/rooms/direct` before `/rooms/{room}`. */
const PATHS = [...new Set(ENDPOINTS.map(({ path }) => path))]
  .map((path) => ({ path, parts: path.split("/") }))
  .sort((one, other) => gapsIn(one.parts) - gapsIn(other.parts));

/**
 * Finds the path of the table that an address means; null if there is none.
 *
 * @param address the part of the address below /api/v1, percent-encoded, without a query
 * @throws URIError if the address is not percent-encoded UTF-8
 */
export function matchEndpoint(address: string): Match | null {
  const given = address.replace(/\/$/, "").split("/");
  const found = PATHS.find(
    ({ parts }) =>
      parts.length === given.length && parts.every((part, at) => isGap(part) || part === given[at]),
  );
  if (!found) return null;
  const gaps = found.parts.flatMap((part, at) =>
    isGap(part) ? [[part.slice(1, -1), decodeURIComponent(given[at] ?? "")]] : [],
  );
  return { path: found.path, params: Object.fromEntries(gaps) };
}
