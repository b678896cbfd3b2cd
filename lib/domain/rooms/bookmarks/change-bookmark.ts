import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { notFound } from "@/lib/core/errors";
import { type ChangeContext, roomOperation } from "@/lib/delivery/room-operation";
import { LIMITS } from "@/lib/shared/limits";
import type { BookmarkView } from "@/lib/shared/views";
import { id, reference, wholeNumber } from "../../fields";
import { type MyRoom, requireMay, resolveRoomId } from "../access";
import {
  bookmarkTitle,
  bookmarkUrl,
  noteBookmarks,
  readBookmarks,
  shownTitle,
  toBookmarkView,
} from "./bookmark-fields";

type Found = { room: MyRoom; bookmarks: Awaited<ReturnType<typeof readBookmarks>>; index: number };

const bookmarkScope = {
  prepare: (actor: Actor, { room }: { room: string }) => resolveRoomId(actor, room),
  rooms: (_actor: unknown, _input: unknown, roomId: string) => [roomId],

  async authorize({ db, me }: ChangeContext, input: { bookmark: string }, roomId: string): Promise<Found> {
    const room = await requireMay(db, me, "pin", roomId);
    const bookmarks = await readBookmarks(db, roomId);
    const index = bookmarks.findIndex(({ id }) => id === input.bookmark);
    if (index < 0) throw notFound("Bookmark not found.");
    return { room, bookmarks, index };
  },
};

/**
 * Changes a bookmark's title or address, or moves it to the place `position`, counted from 0; beyond the last it becomes
 * the last. Absent fields stay; an empty `title` becomes the host of the address. Errors as for adding one.
 */
export const updateBookmark = roomOperation({
  key: "bookmark.update",
  summary: "Update a bookmark",
  input: z.object({
    room: reference,
    bookmark: id,
    url: bookmarkUrl.optional(),
    title: bookmarkTitle.optional(),
    position: wholeNumber((number) =>
      number
        .min(0, { error: "Must be at least 0." })
        .max(LIMITS.bookmarks.perRoom, { error: `Must be at most ${LIMITS.bookmarks.perRoom}.` }),
    ).optional(),
  }),
  ...bookmarkScope,

  async execute(ctx, input, { room, bookmarks, index }: Found): Promise<BookmarkView> {
    const bookmark = bookmarks[index]!;
    const url = input.url ?? bookmark.url;
    const title = shownTitle(input.title ?? bookmark.title, url);
    const position = Math.min(input.position ?? index, bookmarks.length - 1);
    if (url === bookmark.url && title === bookmark.title && position === index)
      return toBookmarkView(bookmark);
    await ctx.db.roomBookmark.update({ where: { id: bookmark.id }, data: { url, title } });
    if (position !== index) {
      const ids = bookmarks.map(({ id }) => id);
      ids.splice(position, 0, ...ids.splice(index, 1));
      await ctx.db.$executeRaw`
        UPDATE room_bookmark b SET place = n.place
          FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS n (id, place) WHERE b.id = n.id`;
    }
    await noteBookmarks(ctx, room);
    return toBookmarkView({ ...bookmark, url, title });
  },
});

/** Removes a bookmark for everyone in the room. Errors as for adding one. */
export const removeBookmark = roomOperation({
  key: "bookmark.remove",
  summary: "Remove a bookmark",
  input: z.object({ room: reference, bookmark: id }),
  ...bookmarkScope,

  async execute(ctx, { bookmark }, { room }: Found): Promise<void> {
    await ctx.db.roomBookmark.delete({ where: { id: bookmark } });
    await noteBookmarks(ctx, room);
  },
});
