import { z } from "zod";
import { defineJob } from "@/lib/core/jobs/define-job";
import { JobPostponed } from "@/lib/core/jobs/job-postponed";
import { isWithinRate, refundRate } from "@/lib/core/throttle";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { linksOfText, type TextLink } from "@/lib/shared/markdown/links-of-text";
import { linkHash, type Preview, previewOf } from "./link-previews";
import { mayFetchLink } from "./private-links";
import { removedUrls, type StoredCard, shownCards } from "./stored-card";
import { type NewCard, writeCards } from "./write-cards";

/**
 * Works out the cards of a message from its present text, after a send and after each edit, and writes them as a change of
 * the message. Links that have a card keep it; the others are fetched. A message that was edited or deleted meanwhile
 * is left alone: its edit has queued this again.
 */
export const fillCardsJob = defineJob({
  kind: "message.cards",
  input: z.object({ messageId: z.uuid() }),
  maxAttempts: 5,
  backoff: { first: 10, longest: 300 },
  concurrency: 3,

  async run({ messageId }, { signal }): Promise<void> {
    const message = await readLinkedMessage(messageId);
    if (!message) return;
    const links = await linksWithCards(message);
    let written: string[] = [];
    try {
      const found = await Promise.all(links.map((link) => cardOf(message, link, signal)));
      const cards = found.flatMap(({ card }) => card ?? []);
      if (await writeCards(message, cards)) written = cards.map(({ url }) => url);
      postpone(message, found);
    } finally {
      const unused = links.filter(({ url }) => !written.includes(url));
      await giveBackBotCards(message, unused);
    }
  },
});

/** @throws JobPostponed if one of the links is to be tried again */
function postpone({ ageSeconds }: LinkedMessage, found: FoundCard[]): void {
  const waits = found.flatMap(({ wait }) => wait ?? []).filter((wait) => ageSeconds < PATIENCE[wait]);
  if (waits.length > 0) throw new JobPostponed(Math.min(...waits.map(secondsUntilRetry)));
}

/**
 * A link beyond a rate is tried again for so many seconds after the message was written; one whose server failed only
 * once more.
 */
const PATIENCE = { later: 600, failed: 60 };

/** Spread by chance, so that links that were posted together are not fetched together. */
const secondsUntilRetry = (wait: keyof typeof PATIENCE): number =>
  wait === "later" ? 20 + Math.random() * 40 : LIMITS.linkFailedSeconds + 5 + Math.random() * 20;

export type LinkedMessage = {
  id: string;
  roomId: string;
  text: string;
  cards: unknown;
  senderId: string;
  isBot: boolean;
  /** Seconds since its text was written. */
  ageSeconds: number;
  hasLinkCards: boolean;
};

/** Reads a message whose links may get cards; null for a deleted one, one of the system, and one in a deleted room. */
async function readLinkedMessage(messageId: string): Promise<LinkedMessage | null> {
  const [row] = await db().$queryRaw<LinkedMessage[]>`
    SELECT x.id, x.room_id AS "roomId", x.text, x.cards, x.sender_id AS "senderId", u.is_bot AS "isBot",
           extract(epoch FROM now() - coalesce(x.edited_at, x.created_at))::float8 AS "ageSeconds",
           w.link_cards AS "hasLinkCards"
      FROM message x JOIN "user" u ON u.id = x.sender_id JOIN room r ON r.id = x.room_id JOIN workspace w ON w.id = 1
     WHERE x.id = ${messageId}::uuid AND x.deleted_at IS NULL AND x.kind = 'user' AND r.deleted_at IS NULL`;
  return row ?? null;
}

/** Returns the links of a message that get cards, at most LIMITS.cards. */
async function linksWithCards(message: LinkedMessage): Promise<TextLink[]> {
  if (!message.hasLinkCards) return [];
  const links = linksOfText(message.text)
    .filter(({ url }) => mayBeFetched(url))
    .slice(0, LIMITS.cards);
  const removed = new Set(removedUrls(message.cards));
  const kept: TextLink[] = [];
  for (const link of links)
    if (!removed.has(link.url) && !(await isRepeatedByBot(message, link.url))) kept.push(link);
  return kept;
}

function mayBeFetched(link: string): boolean {
  if (!URL.canParse(link)) return false; // A page of this workspace.
  const url = new URL(link);
  return url.href.length <= LIMITS.linkLength && mayFetchLink(url);
}

const knownCard = ({ cards }: LinkedMessage, url: string): StoredCard | undefined =>
  shownCards(cards).find((card) => card.url === url);

const botCardKey = ({ roomId }: LinkedMessage, url: string) => `${roomId}:${linkHash(url)}`;

/**
 * True for a link that a bot posted in this room within the day already: a second card says nothing new. Else the day's
 * card is this message's.
 */
async function isRepeatedByBot(message: LinkedMessage, url: string): Promise<boolean> {
  if (!message.isBot || knownCard(message, url)) return false;
  const key = botCardKey(message, url);
  if (await isWithinRate("botCards", key)) return false;
  await refundRate("botCards", key); // A refused attempt counts too, and would outlast the card that is given back.
  return true;
}

/** Gives back the day's card of links that got none: their server failed, or the message was edited meanwhile. */
async function giveBackBotCards(message: LinkedMessage, links: TextLink[]): Promise<void> {
  if (!message.isBot) return;
  for (const { url } of links)
    if (!knownCard(message, url)) await refundRate("botCards", botCardKey(message, url));
}

type FoundCard = { card: NewCard | null; wait: keyof typeof PATIENCE | null };

async function cardOf(message: LinkedMessage, link: TextLink, signal: AbortSignal): Promise<FoundCard> {
  const known = knownCard(message, link.url);
  const preview: Preview = known ?? (await previewOf(link.url, message.senderId, signal));
  if (typeof preview === "string") return { card: null, wait: preview === "none" ? null : preview };
  return { card: { ...preview, ...link }, wait: null };
}
