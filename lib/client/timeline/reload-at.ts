import type { TimelineKey } from "@/lib/shared/messages/timeline-key";
import { type FeedStore, readElsewhere } from "./feed-pages";

/** Reloads the window around the first message at or after a time. Resolves to its `seq`; null without an answer. */
export async function reloadAt(key: TimelineKey, feed: FeedStore, time: string): Promise<number | null> {
  const page = await readElsewhere(key, feed, `at=${time}`, ({ items }) => items.length > 0);
  const first = page?.items.find(({ createdAt }) => createdAt >= time) ?? page?.items.at(-1);
  return first?.seq ?? null;
}
