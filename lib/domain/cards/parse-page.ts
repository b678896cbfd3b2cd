import { setImmediate as nextTurn } from "node:timers/promises";
import { Parser } from "htmlparser2";
import { LIMITS } from "@/lib/shared/limits";
import { cleanWords } from "./clean-words";

/** The tags of a page, before anything else is fetched. */
export type PageTags = {
  title: string;
  description: string;
  siteName: string;
  isVideo: boolean;
  /** Absolute addresses. */
  imageUrl: string | null;
  oembedUrl: string | null;
};

/** The parser takes this many characters in one turn of the event loop. */
const CHUNK = 64 * 1024;
/** Values of one tag and characters of each: further ones are not kept. */
const KEPT = { values: 4, characters: 10_000 };

type Attributes = Record<string, string>;

/** Collects what a card needs while the parser reads. */
class TagCollector {
  readonly meta = new Map<string, string[]>();
  title = "";
  base: string | null = null;
  image: string | null = null;
  oembed: string | null = null;
  #depthOfSvg = 0;
  #isInTitle = false;
  #hasTitle = false;

  open(name: string, attributes: Attributes): void {
    if (name === "svg") this.#depthOfSvg++;
    else if (name === "title") this.#isInTitle = this.#depthOfSvg === 0 && !this.#hasTitle;
    else if (name === "base") this.base ??= attributes.href ?? null;
    else if (name === "meta") this.#addMeta(attributes);
    else if (name === "link") this.#addLink(attributes);
  }

  text(words: string): void {
    if (this.#isInTitle && this.title.length < KEPT.characters) this.title += words;
  }

  /** @param isMissing true where the text has no such tag: a title that the end of the page cut off is none */
  close(name: string, isMissing: boolean): void {
    if (name === "svg") this.#depthOfSvg--;
    if (name !== "title" || !this.#isInTitle) return;
    if (isMissing) this.title = "";
    this.#isInTitle = false;
    this.#hasTitle = true;
  }

  #addMeta({ property, name, itemprop, content }: Attributes): void {
    const key = (property ?? name ?? itemprop)?.trim().toLowerCase();
    if (!key || !content?.trim()) return;
    const values = this.meta.get(key) ?? [];
    if (values.length < KEPT.values) this.meta.set(key, [...values, content.slice(0, KEPT.characters)]);
  }

  #addLink({ rel, type, href }: Attributes): void {
    const relations = (rel ?? "").toLowerCase().split(/\s+/);
    if (relations.includes("image_src")) this.image ??= href ?? null;
    if (relations.includes("alternate") && /^application\/json\+oembed\b/i.test(type ?? ""))
      this.oembed ??= href ?? null;
  }
}

/**
 * Reads OpenGraph, Twitter and plain tags of a page. The parser decodes entities, once. Long pages are read in several
 * turns of the event loop.
 *
 * @param pageUrl after redirects: relative addresses start from it, or from `<base>`
 */
export async function parsePage(html: string, pageUrl: URL): Promise<PageTags> {
  const tags = new TagCollector();
  const parser = new Parser({
    onopentag: (name, attributes) => tags.open(name, attributes),
    ontext: (words) => tags.text(words),
    onclosetag: (name, isMissing) => tags.close(name, isMissing),
  });
  for (let at = 0; at < html.length; at += CHUNK) {
    if (at > 0) await nextTurn();
    parser.write(html.slice(at, at + CHUNK));
  }
  parser.end();
  return toPageTags(tags, pageUrl);
}

const VIDEO_TAGS = ["og:video", "og:video:url", "og:video:secure_url", "twitter:player"];

function toPageTags(tags: TagCollector, pageUrl: URL): PageTags {
  const first = (...keys: string[]) => keys.flatMap((key) => tags.meta.get(key) ?? [])[0] ?? "";
  const base = resolved(tags.base, pageUrl) ?? pageUrl.href;
  const image = first(
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
  );
  return {
    title: cleanWords(first("og:title", "twitter:title") || tags.title, LIMITS.cardTitleLength),
    description: cleanWords(
      first("og:description", "twitter:description", "description"),
      LIMITS.cardDescriptionLength,
    ),
    siteName: cleanWords(first("og:site_name", "application-name"), LIMITS.cardSiteLength),
    isVideo: /^video\b/i.test(first("og:type")) || first(...VIDEO_TAGS) !== "",
    imageUrl: resolved(image || tags.image, base),
    oembedUrl: resolved(tags.oembed, base),
  };
}

/** Resolves an address of a page; null unless it is one of the web. */
export function resolved(address: string | null | undefined, base: string | URL): string | null {
  const given = address?.trim();
  if (!given || !URL.canParse(given, String(base))) return null;
  const url = new URL(given, base);
  return /^https?:$/.test(url.protocol) && url.href.length <= LIMITS.linkLength ? url.href : null;
}
