import type { TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { FolderView, MyRoomView } from "@/lib/shared/views";

/** A dialog of the room list. */
export type Question =
  | { kind: "room" | "conversation" | "keys" | "status" }
  | { kind: "leave" | "addPeople" | "topic"; room: MyRoomView }
  | { kind: "invite"; room?: MyRoomView; email?: string }
  | { kind: "poll"; timeline: TimelineKey; question: string }
  | { kind: "newFolder"; roomId?: string }
  | { kind: "renameFolder" | "deleteFolder"; folder: FolderView };
