import {
  guardedFetch,
  type OutboundAnswer,
  OutboundError,
  type OutboundRequest,
} from "@/lib/platform/outbound/guarded-fetch";
import { LIMITS } from "@/lib/shared/limits";

/** Parts of a request that differ between a page, its oEmbed answer and its picture. */
type CardRequest = Pick<OutboundRequest, "accepts" | "isEnough"> & {
  /** Value of the `Accept` header. */
  accept: string;
  maxBytes: number;
  /** Returns false for an address that must not be fetched, neither at first nor by a redirect. */
  mayFetch(url: URL): boolean;
};

/**
 * Fetches something for a link's card, within the time and the redirects that all of them share.
 *
 * @throws OutboundError
 */
export async function fetchForCard(
  url: string,
  { accept, mayFetch, ...request }: CardRequest,
): Promise<OutboundAnswer> {
  if (!URL.canParse(url)) throw new OutboundError("scheme", url);
  if (!mayFetch(new URL(url))) throw new OutboundError("host", url);
  return guardedFetch(url, {
    ...request,
    timeoutMs: LIMITS.linkFetchMs,
    maxRedirects: LIMITS.linkRedirects,
    headers: { accept },
    mayFollow: mayFetch,
  });
}
