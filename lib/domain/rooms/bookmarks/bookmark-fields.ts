import type { ChangeContext } from "@/lib/delivery/room-operation";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { webAddress } from "@/lib/shared/text/web-address";
import type { BookmarkView } from "@/lib/shared/views";
import type { RoomBookmark, User } from "@/prisma/generated/client";
import { displayLine, line } from "../../fields";
import { toPersonView } from "../../people/user-view";
import type { MyRoom } from "../access";
import { changeRoom } from "../change-room";

/** The address of a bookmark: `http` or `https`. */
export const bookmarkUrl = line({ min: 1, max: LIMITS.bookmarks.urlLength }).refine(
  (value) => webAddress(value) !== null,
  { error: "Must be an http or https address.", params: { reason: "invalid_url" } },
);

/** The words of a bookmark; empty for the host of its address. */
export const bookmarkTitle = displayLine({ max: LIMITS.bookmarks.titleLength });

/** Returns the words that a bookmark shows: its title, or the host of its address. */
export const shownTitle = (title: string, url: string): string =>
  title || (webAddress(url)?.host ?? url).replace(/^www\./, "").slice(0, LIMITS.bookmarks.titleLength);

type BookmarkRow = RoomBookmark & { createdBy: User | null };

/** Converts a bookmark to its view. */
export const toBookmarkView = ({ id, title, url, createdBy, createdAt }: BookmarkRow): BookmarkView => ({
  id,
  title,
  url,
  createdBy: createdBy && toPersonView(createdBy),
  createdAt: createdAt.toISOString(),
});

/** Reads a room's bookmarks in their order. */
export const readBookmarks = (db: Db, roomId: string): Promise<BookmarkRow[]> =>
  db.roomBookmark.findMany({
    where: { roomId },
    orderBy: [{ place: "asc" }, { id: "asc" }],
    include: { createdBy: true },
    take: LIMITS.bookmarks.perRoom,
  });

/** Gives the room a new `rev` after a change of its bookmarks, so that every member's page reads them again. */
export async function noteBookmarks(ctx: ChangeContext, room: MyRoom): Promise<void> {
  const isAny = (await ctx.db.roomBookmark.findFirst({ where: { roomId: room.id } })) !== null;
  await changeRoom(ctx, room, { set: { bookmarksRev: isAny ? room.rev + 1 : null } });
}
