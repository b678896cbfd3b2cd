import { v7 as uuid } from "uuid";
import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { roomOperation } from "@/lib/delivery/room-operation";
import { LIMITS } from "@/lib/shared/limits";
import type { BookmarkView } from "@/lib/shared/views";
import { reference } from "../../fields";
import { requireMay, resolveRoomId } from "../access";
import { bookmarkTitle, bookmarkUrl, noteBookmarks, shownTitle, toBookmarkView } from "./bookmark-fields";

/**
 * Adds a bookmark at the end of a room's bookmarks, for everyone in the room. Without a `title` it shows the host of its
 * address. Those who may pin messages may do this. Errors: `not_found`; `forbidden`, also in an archived room; `conflict`
 * above LIMITS.bookmarks.perRoom.
 */
export const addBookmark = roomOperation({
  key: "bookmark.add",
  summary: "Add a bookmark to a room",
  input: z.object({ room: reference, url: bookmarkUrl, title: bookmarkTitle.optional() }),
  prepare: (actor, { room }) => resolveRoomId(actor, room),
  rooms: (_actor, _input, roomId) => [roomId],
  authorize: ({ db, me }, _input, roomId) => requireMay(db, me, "pin", roomId),

  async execute(ctx, { url, title = "" }, room): Promise<BookmarkView> {
    const { _count, _max } = await ctx.db.roomBookmark.aggregate({
      where: { roomId: room.id },
      _count: true,
      _max: { place: true },
    });
    if (_count >= LIMITS.bookmarks.perRoom)
      throw conflict(
        "This room has the maximum number of bookmarks. Remove one first.",
        "too_many_bookmarks",
      );
    const row = await ctx.db.roomBookmark.create({
      data: {
        id: uuid(),
        roomId: room.id,
        title: shownTitle(title, url),
        url,
        place: (_max.place ?? 0) + 1,
        createdById: ctx.me.userId,
      },
      include: { createdBy: true },
    });
    await noteBookmarks(ctx, room);
    return toBookmarkView(row);
  },
});
