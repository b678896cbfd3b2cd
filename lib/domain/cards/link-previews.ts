import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { isWithinRate } from "@/lib/core/throttle";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { fetchCardImage } from "./card-image";
import { fetchPage } from "./fetch-page";
import type { PageInfo } from "./stored-card";

/** `later`: a rate is used up, so the link was not fetched. `failed`: its server did not answer as it should. */
export type Preview = PageInfo | "none" | "failed" | "later";

/** A process that fetches a link has it for so many seconds; the next one fetches it where that one died. */
const CLAIM_SECONDS = 30;
/** Interval of looking whether another process is done, in milliseconds. */
const LOOK_MS = 200;

/** Names a link in the cache: two links that differ in their fragment are one page. */
export function linkHash(url: string): string {
  const page = new URL(url);
  page.hash = "";
  return createHash("sha256").update(page.href).digest("hex");
}

/**
 * Returns what a link's page says, fetched once an hour for everybody. While one process fetches it the others wait.
 *
 * @param personId the person whose message has the link: it counts for their rate if it is fetched
 */
export async function previewOf(url: string, personId: string, signal: AbortSignal): Promise<Preview> {
  const hash = linkHash(url);
  for (;;) {
    signal.throwIfAborted();
    const known = await readPreview(hash);
    if (known !== "unknown" && known !== "busy") return known;
    if (known === "unknown") {
      if (!(await mayFetch(url, personId))) return "later";
      if (await claim(hash)) return fetchAndKeep(hash, url);
    }
    await wait(LOOK_MS);
  }
}

type PreviewRow = { page: PageInfo | null; hasFailed: boolean; isKnown: boolean; isBusy: boolean };

/** `busy`: a process fetches it. `unknown`: it has to be fetched. */
async function readPreview(hash: string): Promise<Preview | "unknown" | "busy"> {
  const [row] = await db().$queryRaw<PreviewRow[]>`
    SELECT page, has_failed AS "hasFailed", expires_at > now() AS "isKnown",
           coalesce(claimed_until > now(), false) AS "isBusy"
      FROM link_preview WHERE hash = ${hash}`;
  if (row?.isBusy) return "busy";
  if (!row?.isKnown) return "unknown";
  return row.page ?? (row.hasFailed ? "failed" : "none");
}

const mayFetch = async (url: string, personId: string) =>
  (await isWithinRate("linksPerPerson", personId)) && (await isWithinRate("linksPerHost", new URL(url).host));

/** Claims a link that nobody fetches and that is not known. False if another process was faster. */
async function claim(hash: string): Promise<boolean> {
  const claimed = await db().$executeRaw`
    INSERT INTO link_preview (hash, claimed_until)
    VALUES (${hash}, now() + make_interval(secs => ${CLAIM_SECONDS}::float8))
    ON CONFLICT (hash) DO UPDATE SET claimed_until = excluded.claimed_until
     WHERE link_preview.expires_at <= now()
       AND (link_preview.claimed_until IS NULL OR link_preview.claimed_until <= now())`;
  return claimed === 1;
}

async function fetchAndKeep(hash: string, url: string): Promise<Preview> {
  let preview: Preview = "failed";
  try {
    preview = await fetchPreview(url);
  } finally {
    const page = typeof preview === "object" ? preview : null;
    const seconds = preview === "failed" ? LIMITS.linkFailedSeconds : LIMITS.linkKeptSeconds;
    await db().$executeRaw`
      UPDATE link_preview
         SET page = ${page === null ? null : JSON.stringify(page)}::jsonb, has_failed = ${preview === "failed"},
             claimed_until = NULL, expires_at = now() + make_interval(secs => ${seconds}::float8)
       WHERE hash = ${hash}`;
  }
  return preview;
}

async function fetchPreview(url: string): Promise<Preview> {
  const result = await fetchPage(url);
  if (typeof result === "string") return result;
  const { oembedUrl: _oembed, imageUrl, ...page } = result.page;
  return { ...page, image: imageUrl === null ? null : await fetchCardImage(imageUrl) };
}
