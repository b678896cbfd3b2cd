import { getJson } from "@/lib/client/connection/rest";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { AdminRoomView, Page, RoomOfPersonView } from "@/lib/shared/views";

export type FoundRooms = { items: AdminRoomView[]; hasMore: boolean };

const SHOWN = 20;

/** The first rooms that match the search. Archived rooms are left out. */
export async function findRooms(words: string): Promise<FoundRooms | null> {
  const query = new URLSearchParams({ archived: "false", limit: `${SHOWN}`, ...(words && { q: words }) });
  const page = await getJson<Page<AdminRoomView>>(`/api/v1/admin/rooms?${query}`);
  return page && { items: page.items, hasMore: page.nextCursor !== null };
}

/** The ids of all rooms a person is in; null on failure. */
export async function readRoomIds(user: string): Promise<ReadonlySet<string> | null> {
  const ids = new Set<string>();
  let cursor: string | null = "";
  while (cursor !== null) {
    const query = new URLSearchParams({ limit: `${BROWSER_LIMITS.pageSize.max}`, ...(cursor && { cursor }) });
    const path = `/api/v1/admin/people/${user}/rooms?${query}`;
    const page: Page<RoomOfPersonView> | null = await getJson(path);
    if (!page) return null;
    for (const { room } of page.items) ids.add(room.id);
    cursor = page.nextCursor;
  }
  return ids;
}
