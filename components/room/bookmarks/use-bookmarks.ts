import { useRef } from "react";
import { addressOf } from "@/lib/client/connection/call";
import { useGet } from "@/lib/client/connection/use-get";
import type { BookmarkView, MyRoomView } from "@/lib/shared/views";

/** The bookmarks of a room, read again whenever the room tells that they changed. The earlier ones stay until then. */
export function useBookmarks({ id, bookmarksRev }: MyRoomView) {
  const answer = useGet(addressOf("GET /rooms/{room}/bookmarks", { room: id }), bookmarksRev);
  const listed = useRef<readonly BookmarkView[]>([]);
  if (answer) listed.current = answer.items;
  const items = bookmarksRev === null ? [] : listed.current;
  return { items, isFailed: answer === null && items.length === 0, isLoading: answer === undefined };
}
