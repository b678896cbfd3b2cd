import { readCommits } from "@/lib/delivery/commit-work";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { searchEntriesOfCommits } from "@/lib/domain/search/index/index-messages";
import { indexBatch } from "@/lib/domain/search/index/index-old-messages";
import type { SearchInput } from "@/lib/domain/search/search-input";
import { searchMessages } from "@/lib/domain/search/search-messages";
import { db } from "@/lib/platform/database/db";
import type { Person } from "./world";

/** Waits until everything that was committed can be found. */
export const indexed = () => readCommits([searchEntriesOfCommits]);

/** Indexes messages of a room that were there before the index. @param before the first seq that is left out */
export async function indexOld(roomId: string, before: number): Promise<void> {
  await db().searchBacklog.create({ data: { roomId, beforeSeq: before } });
  while (await db().$transaction(indexBatch, { timeout: 60_000 }));
}

/** Sends texts, one after the other, and makes them findable. */
export async function say(by: Person, roomId: string, ...texts: string[]) {
  const sent = [];
  for (const text of texts) sent.push((await sendMessage(by, { room: roomId, text })).message);
  await indexed();
  return sent;
}

/** The texts that a search finds, in its order. */
export const find = async (by: Person, q: string, input: Partial<SearchInput> = {}): Promise<string[]> =>
  (await searchMessages(by, { q, ...input })).items.map(({ message }) => message.text);

/** The texts that a search finds, with what was found in [brackets]. */
export async function findMarked(by: Person, q: string, input: Partial<SearchInput> = {}): Promise<string[]> {
  const { items } = await searchMessages(by, { q, ...input });
  return items.map(({ message, highlights }) => {
    const points = [...message.text];
    for (const [start, end] of [...highlights].reverse()) {
      points.splice(end, 0, "]");
      points.splice(start, 0, "[");
    }
    return points.join("");
  });
}
