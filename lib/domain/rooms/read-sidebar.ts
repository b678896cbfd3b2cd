import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { DraftHead, FolderView, MyRoomView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { readDraftHeads } from "../drafts/read-drafts";
import { readFolders } from "./folders";
import { NO_MESSAGE, selectRooms, toMyRoomView } from "./room-view";

/**
 * What the sidebar begins with: all rooms of the caller at once, without their last messages, which it does not show; the
 * folders; where there are drafts; and how far this is (`userRev`).
 */
export const readSidebar = query({
  key: "sidebar.read",
  summary: "All my rooms, and the folders that they are in",
  input: z.object({}),
  authorize: ({ me }) => me,

  async execute({ db }, _input, { userId, userRev }): Promise<Sidebar> {
    // The caller was read first: what changes meanwhile is then asked for once more, and never missed.
    const [rows, folders, drafts] = await Promise.all([
      selectRooms(db, userId, Prisma.sql`m.user_id IS NOT NULL`, Prisma.empty, NO_MESSAGE),
      readFolders(db, userId),
      readDraftHeads(db, userId),
    ]);
    return { userRev, rooms: rows.map(toMyRoomView), folders, drafts };
  },
});

/** A person's rooms, folders and drafts, as of `userRev`. */
type Sidebar = { userRev: number; rooms: MyRoomView[]; folders: FolderView[]; drafts: DraftHead[] };
