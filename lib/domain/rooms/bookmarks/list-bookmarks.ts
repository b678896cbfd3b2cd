import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { BookmarkView } from "@/lib/shared/views";
import { reference } from "../../fields";
import { requireMay } from "../access";
import { readBookmarks, toBookmarkView } from "./bookmark-fields";

/** Lists a room's bookmarks in their order, for its members. Error: `not_found`. */
export const listBookmarks = query({
  key: "room.bookmarks",
  summary: "List a room's bookmarks",
  input: z.object({ room: reference }),
  authorize: ({ db, me }, { room }) => requireMay(db, me, "read", room),

  async execute({ db }, _input, { id }): Promise<{ items: BookmarkView[] }> {
    return { items: (await readBookmarks(db, id)).map(toBookmarkView) };
  },
});
