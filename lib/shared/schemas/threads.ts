import { z } from "zod";
import { count, id, page } from "./fields";
import { message } from "./messages";
import { searchRoom } from "./search";

export const threadState = z
  .strictObject({
    rootId: id,
    roomId: id,
    unreadCount: count.meta({ description: "Unread replies of others; 100 means 100 or more" }),
    mentionCount: count.meta({ description: "Unread replies that mention me; 100 means 100 or more" }),
    lastReadSeq: count.meta({ description: "`seq` up to which I have read the thread" }),
    isFollowed: z.boolean(),
  })
  .meta({ id: "ThreadState", description: "My own state in a thread." });

export const myThread = z
  .strictObject({
    room: searchRoom,
    root: message,
    lastReply: message,
    ...threadState.omit({ rootId: true, roomId: true }).shape,
  })
  .meta({ id: "MyThread", description: "A thread that I follow." });

export const myThreadPage = page(myThread).meta({ id: "MyThreadPage" });

export const unreadThreads = z
  .strictObject({ items: z.array(threadState) })
  .meta({ id: "UnreadThreads", description: "The latest hundred unread threads that I follow, in short." });
