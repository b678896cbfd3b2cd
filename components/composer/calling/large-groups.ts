import { call } from "@/lib/client/connection/call";
import { loadParser, treeNow } from "@/lib/client/text/markdown-parser";
import type { Outcome } from "@/lib/shared/errors";
import { mentionedNames, mentionsIn } from "@/lib/shared/messages/mentions";
import { fold } from "@/lib/shared/text/fold";
import type { GroupView, Page } from "@/lib/shared/views";
import { MANY_PEOPLE } from "./many-people";

/** The most pages of groups that are read: a workspace has no more. */
const PAGES = 3;

/** The groups of more than MANY_PEOPLE, by their folded handles, and how many a text calls in a room. */
export type LargeGroups = { countIn: (text: string, roomId: string) => number | Promise<number> };

/** Reads the groups that are large enough for a question before they are mentioned. */
export async function readLargeGroups(): Promise<LargeGroups> {
  // Without the parser a quote would be text, and its mentions would be asked about.
  await loadParser();
  const handles = new Set<string>();
  let cursor: string | undefined;
  for (let pages = 0; pages < PAGES; pages++) {
    const page: Outcome<Page<GroupView>> = await call("GET /groups", { limit: 200, cursor });
    if (!page.ok) break;
    for (const { handle, memberCount } of page.data.items)
      if (memberCount > MANY_PEOPLE) handles.add(fold(handle));
    if (page.data.nextCursor === null) break;
    cursor = page.data.nextCursor;
  }
  return {
    countIn(text, roomId) {
      const named = mentionedNames(mentionsIn(treeNow(text)), (key) => handles.has(key));
      return named.length === 0 ? 0 : countPeople(named, roomId);
    },
  };
}

/** Adds up the groups' people in a room; somebody in two of them counts twice. A server that is away asks nothing. */
async function countPeople(handles: readonly string[], roomId: string): Promise<number> {
  const groups = await Promise.all(
    handles.map((group) => call("GET /groups/{group}", { group, room: roomId })),
  );
  return groups.reduce((sum, group) => sum + (group.ok ? (group.data.inRoom?.memberCount ?? 0) : 0), 0);
}
