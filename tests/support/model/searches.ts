import { expect } from "vitest";
import { searchFiles } from "@/lib/domain/search/search-files";
import { searchMessages } from "@/lib/domain/search/search-messages";
import { db } from "@/lib/platform/database/db";
import type { FileHitView, SearchHitView } from "@/lib/shared/views";
import type { Person } from "@/tests/support/world";
import type { ActionName } from "./actions";
import { handleCommits } from "./commits";
import type { DoorResult } from "./doors";

/** All that a search of the model may find: messages by id, and files by message and file. */
export type Findable = { search: string[]; "search files": string[] };

export const isSearch = (act: ActionName): act is keyof Findable =>
  act === "search" || act === "search files";

/** Messages and files that a person may read at this moment, of those with a word, newest first: by rows and memberships alone. */
export async function readFindable({ userId }: Person, word: string): Promise<Findable> {
  const rows = await db().$queryRaw<{ id: string; text: string; files: string[] | null }[]>`
    SELECT x.id, x.text,
           (SELECT array_agg(a.message_id || ' ' || a.file_id ORDER BY a.place DESC)
              FROM attachment a WHERE a.message_id = x.id) AS files
      FROM message x JOIN membership m ON m.room_id = x.room_id
     WHERE m.user_id = ${userId}::uuid AND x.seq >= m.first_visible_seq AND x.kind = 'user' AND x.deleted_at IS NULL
     ORDER BY date_trunc('milliseconds', x.created_at) DESC, x.room_id DESC, x.seq DESC`;
  return {
    search: rows.filter(({ text }) => text.includes(`(${word} `)).map(({ id }) => id),
    "search files": rows.flatMap(({ files }) => files ?? []),
  };
}

/** Ids of what an answer shows, in its order. */
function foundIn(act: keyof Findable, items: unknown): string[] {
  if (act === "search") return (items as SearchHitView[]).map(({ message }) => message.id);
  return (items as FileHitView[]).map(({ file }) => `${file.messageId} ${file.id}`);
}

/** Expects that a search shows only what could be read before it or after it, since others act meanwhile. */
export function expectReadable(act: keyof Findable, { out }: DoorResult, ...moments: Findable[]): void {
  const readable = new Set(moments.flatMap((moment) => moment[act]));
  const found = foundIn(act, out?.items ?? []);
  expect(
    found.filter((one) => !readable.has(one)),
    "S14: found and not to be read",
  ).toEqual([]);
}

/**
 * Expects that a person finds all that they may read and nothing else, counted and in its order. Counts are those of a page
 * of one: what the index counts wrongly cannot be left out of it.
 */
export async function compareSearches(who: Person, word: string): Promise<void> {
  await handleCommits();
  const due = await readFindable(who, word);
  const [messages, files] = [{ q: word }, { q: "plan" }];
  const { items } = await searchMessages(who, { ...messages, limit: 200 });
  expect(foundIn("search", items)).toEqual(due.search);
  expect((await searchMessages(who, { ...messages, limit: 1 })).total).toBe(due.search.length);
  const found = await searchFiles(who, { ...files, limit: 200 });
  expect(foundIn("search files", found.items)).toEqual(due["search files"]);
  expect((await searchFiles(who, { ...files, limit: 1 })).total).toBe(due["search files"].length);
}
