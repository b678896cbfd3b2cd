import type { IncomingHttpHeaders } from "node:http";
import { settings } from "../settings";

/** Headers that identify the requesting page. */
type OriginHeaders = Pick<IncomingHttpHeaders, "origin" | "host"> & {
  "sec-fetch-site"?: string | undefined;
  "x-forwarded-proto"?: string | undefined;
};

/**
 * True if the page that made a request is this installation's own. Its `Origin` (RFC 6454) must equal that of
 * PUBLIC_URL, else the request's own scheme, host and port. With `Sec-Fetch-Site: same-origin` (Fetch Metadata) the
 * browser vouches for the scheme, which a server behind a proxy may not know: then host and port suffice, and
 * `Origin` may be missing.
 */
export function isSameOrigin(from: OriginHeaders): boolean {
  const { origin, "sec-fetch-site": site } = from;
  if (origin === undefined) return site === "same-origin";
  const theirs = parseOrigin(origin);
  return theirs !== null && ourOrigins(from, site === "same-origin").includes(theirs);
}

function ourOrigins({ host = "", ...headers }: OriginHeaders, isVouchedFor: boolean): string[] {
  const { publicUrl, trustProxy = 0 } = settings();
  const forwardedProto =
    trustProxy > 0 ? headers["x-forwarded-proto"]?.split(",").at(-trustProxy)?.trim() : undefined;
  const schemes = isVouchedFor ? ["http", "https"] : [forwardedProto === "https" ? "https" : "http"];
  const asked = schemes.map((scheme) => parseOrigin(`${scheme}://${host}`)).filter((one) => one !== null);
  if (!publicUrl) return asked;
  return [new URL(publicUrl).origin, ...(isVouchedFor ? asked : [])];
}

/** Parses an origin as browsers write it; null for `null` and for anything with more than scheme, host and port. */
function parseOrigin(text: string): string | null {
  if (!/^https?:\/\/[^/?#@\\\s]+$/i.test(text) || !URL.canParse(text)) return null;
  return new URL(text).origin;
}
