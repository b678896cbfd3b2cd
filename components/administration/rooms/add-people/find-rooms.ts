import { call } from "@/lib/client/connection/call";
import type { InputFor } from "@/lib/client/connection/endpoint-types";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { AdminRoomView } from "@/lib/shared/views";

export type FoundRooms = { items: AdminRoomView[]; hasMore: boolean };

const SHOWN = 20;

/** The first rooms that match the search. Archived rooms are left out. */
export async function findRooms(words: string): Promise<FoundRooms | null> {
  const query = { archived: "false", limit: SHOWN, ...(words && { q: words }) } as const;
  const page = await call("GET /admin/rooms", query);
  return page.ok ? { items: page.data.items, hasMore: page.data.nextCursor !== null } : null;
}

/** The ids of all rooms a person is in; null on failure. */
export async function readRoomIds(user: string): Promise<ReadonlySet<string> | null> {
  const ids = new Set<string>();
  const query: InputFor<"GET /admin/people/{user}/rooms"> = { user, limit: BROWSER_LIMITS.pageSize.max };
  for (let isOver = false; !isOver; ) {
    const page = await call("GET /admin/people/{user}/rooms", query);
    if (!page.ok) return null;
    for (const { room } of page.data.items) ids.add(room.id);
    query.cursor = page.data.nextCursor ?? undefined;
    isOver = page.data.nextCursor === null;
  }
  return ids;
}
