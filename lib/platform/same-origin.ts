import type { IncomingHttpHeaders } from "node:http";
import { settings } from "./settings";

/** What of a request tells which page it comes from. */
type OriginHeaders = Pick<IncomingHttpHeaders, "origin" | "host"> & {
  "sec-fetch-site"?: string | undefined;
  "x-forwarded-proto"?: string | undefined;
};

/**
 * Whether the page that made a request is this installation's own. Its `Origin` (RFC 6454) must be that of PUBLIC_URL,
 * else the request's own: scheme, host and port. A browser that says `Sec-Fetch-Site: same-origin` knows the scheme
 * better than a server behind a proxy: then the host and port that were asked suffice, and `Origin` may be missing
 * (Fetch Metadata).
 */
export function isSameOrigin(from: OriginHeaders): boolean {
  const { origin, "sec-fetch-site": site } = from;
  if (origin === undefined) return site === "same-origin";
  const theirs = parseOrigin(origin);
  return theirs !== null && ourOrigins(from, site === "same-origin").includes(theirs);
}

function ourOrigins({ host = "", ...headers }: OriginHeaders, isVouchedFor: boolean): string[] {
  const { publicUrl, trustProxy = 0 } = settings();
  const told = trustProxy > 0 ? headers["x-forwarded-proto"]?.split(",").at(-trustProxy)?.trim() : undefined;
  const schemes = isVouchedFor ? ["http", "https"] : [told === "https" ? "https" : "http"];
  const asked = schemes.map((scheme) => parseOrigin(`${scheme}://${host}`)).filter((one) => one !== null);
  if (!publicUrl) return asked;
  return [new URL(publicUrl).origin, ...(isVouchedFor ? asked : [])];
}

/** An origin as browsers write it, or null for `null` and for whatever has more than scheme, host and port. */
function parseOrigin(text: string): string | null {
  if (!/^https?:\/\/[^/?#@\\\s]+$/i.test(text) || !URL.canParse(text)) return null;
  return new URL(text).origin;
}
