import { useEffect, useState } from "react";
import { addBookmarkAction, removeBookmarkAction, updateBookmarkAction } from "@/app/(chat)/rooms/actions";
import { useServerAction } from "@/components/ui/action-runner";
import type { BookmarkView } from "@/lib/shared/views";

/** A removal can be undone for so many milliseconds. */
const UNDO_MS = 15_000;

/** Moves and removes bookmarks of a room; the last removal can be undone for a while. */
export function useBookmarkChanges(room: string) {
  const act = useServerAction();
  const [removed, setRemoved] = useState<{ bookmark: BookmarkView; position: number } | null>(null);

  useEffect(() => {
    if (!removed) return;
    const timer = setTimeout(() => setRemoved(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [removed]);

  return {
    removed: removed?.bookmark ?? null,
    move: ({ id }: BookmarkView, position: number) =>
      void act(updateBookmarkAction, { room, bookmark: id, position }),
    async remove(bookmark: BookmarkView, position: number) {
      const refused = (await act(removeBookmarkAction, { room, bookmark: bookmark.id })) === null;
      if (!refused) setRemoved({ bookmark, position });
    },
    async undo() {
      if (!removed) return;
      const { bookmark, position } = removed;
      setRemoved(null);
      const added = await act(addBookmarkAction, { room, url: bookmark.url, title: bookmark.title });
      if (added) await act(updateBookmarkAction, { room, bookmark: added.id, position });
    },
  };
}
