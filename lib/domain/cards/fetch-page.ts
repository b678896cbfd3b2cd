import { type OutboundAnswer, OutboundError } from "@/lib/platform/outbound/guarded-fetch";
import { LIMITS } from "@/lib/shared/limits";
import { cleanWords } from "./clean-words";
import { decodePage } from "./decode-page";
import { fetchForCard } from "./fetch-for-card";
import { isChallenge, isLogInWall, isWallTitle } from "./no-card";
import { type PageTags, parsePage, resolved } from "./parse-page";
import { mayFetchLink } from "./private-links";

/** A page as far as its tags say; its picture is fetched separately. */
export type FetchedPage = PageTags & { host: string };

/** `none`: the page has no card, now and for long. `failed`: it may have one at the next attempt. */
export type PageResult = { page: FetchedPage } | "none" | "failed";

const BOUNDS = { maxBytes: LIMITS.linkPageBytes, mayFetch: mayFetchLink };

/** States of a server that pass: too early, too many requests, and its own failures. */
const isPassing = (status: number) => status === 425 || status === 429 || status >= 500;

/**
 * Fetches a link's page and reads its tags. A page counts with status 200 and HTML alone; a challenge for people or the
 * log-in of a site is no card.
 */
export async function fetchPage(link: string): Promise<PageResult> {
  try {
    const answer = await fetchForCard(link, {
      ...BOUNDS,
      accept: "text/html,application/xhtml+xml;q=0.9",
      accepts: isHtmlPage,
      isEnough: endOfHead(),
    });
    if (answer.status !== 200) return isPassing(answer.status) ? "failed" : "none";
    if (!isHtmlPage(answer) || isLogInWall(new URL(link), answer.url)) return "none";
    return await readPage(answer);
  } catch (error) {
    return OutboundError.is(error) && error.isPassing ? "failed" : noneFor(error);
  }
}

/** An address that the guard refuses has no card. Any other error is a fault of the program. */
function noneFor(error: unknown): "none" {
  if (OutboundError.is(error)) return "none";
  throw error;
}

async function readPage({ url, headers, body, isWhole }: OutboundAnswer): Promise<PageResult> {
  const html = decodePage(body, headers.get("content-type") ?? "");
  const tags = await withOembed(await parsePage(html, url), url);
  if (isWallTitle(tags.title)) return "none";
  if (tags.title !== "") return { page: { ...tags, host: url.host } };
  // A page that broke off before its title may come whole the next time.
  return isWhole || /<\/head|<body/i.test(html) || body.length >= BOUNDS.maxBytes ? "none" : "failed";
}

function isHtmlPage({ status, headers }: Pick<OutboundAnswer, "status" | "headers">): boolean {
  const type = headers.get("content-type") ?? "";
  return status === 200 && /^(?:text\/html|application\/xhtml\+xml)\b/i.test(type) && !isChallenge(headers);
}

/** Tells the end of a page's head, also where it is split between two parts. */
function endOfHead(): (part: Uint8Array) => boolean {
  let rest = "";
  return (part) => {
    const text = rest + Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString("latin1");
    rest = text.slice(-6);
    return /<\/head/i.test(text);
  };
}

/** Adds what a page's oEmbed answer knows and its tags do not. The answer alone is no card: it has no description. */
async function withOembed(tags: PageTags, pageUrl: URL): Promise<PageTags> {
  if (tags.oembedUrl === null || (tags.title !== "" && tags.imageUrl !== null)) return tags;
  const more = await fetchOembed(tags.oembedUrl).catch(() => ({}) as Record<string, unknown>);
  const words = (name: string, length: number) => cleanWords(textOf(more[name]), length);
  return {
    ...tags,
    title: tags.title || words("title", LIMITS.cardTitleLength),
    siteName: tags.siteName || words("provider_name", LIMITS.cardSiteLength),
    isVideo: tags.isVideo || more.type === "video",
    imageUrl: tags.imageUrl ?? resolved(textOf(more.thumbnail_url), pageUrl),
  };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** @returns an empty object unless the answer is a JSON object (oEmbed 1.0, 2.3) */
async function fetchOembed(url: string): Promise<Record<string, unknown>> {
  const { status, body } = await fetchForCard(url, { ...BOUNDS, accept: "application/json" });
  const answer: unknown = status === 200 ? JSON.parse(body.toString()) : null;
  return answer !== null && typeof answer === "object" ? { ...answer } : {};
}
