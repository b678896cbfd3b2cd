import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { DraftHead, FolderView, MyRoomView, ThreadState } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { readDraftHeads } from "../drafts/read-drafts";
import { readUnreadThreads } from "../threads/thread-state";
import { readFolders } from "./folders";
import { NO_MESSAGE, selectRooms, toMyRoomView } from "./room-view";

/**
 * Reads the sidebar's state: all rooms of the caller without their last messages, which it does not show, the
 * folders, the drafts, the unread threads, and the `userRev` of all this.
 */
export const readSidebar = query({
  key: "sidebar.read",
  summary: "List my rooms and folders",
  input: z.object({}),
  authorize: ({ me }) => me,

  async execute({ db }, _input, { userId, userRev }): Promise<Sidebar> {
    // The caller was read first: later changes are fetched again, and never missed.
    const [rows, folders, { drafts, threadDrafts }, threads] = await Promise.all([
      selectRooms(db, userId, Prisma.sql`m.user_id IS NOT NULL`, Prisma.empty, NO_MESSAGE),
      readFolders(db, userId),
      readDraftHeads(db, userId),
      readUnreadThreads(db, userId),
    ]);
    return { userRev, rooms: rows.map(toMyRoomView), folders, drafts: [...drafts, ...threadDrafts], threads };
  },
});

/** A person's rooms, folders, drafts and unread threads, as of `userRev`. */
type Sidebar = {
  userRev: number;
  rooms: MyRoomView[];
  folders: FolderView[];
  drafts: DraftHead[];
  threads: ThreadState[];
};
