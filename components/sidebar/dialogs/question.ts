import type { NewPoll } from "@/lib/shared/live";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { FolderView, MyRoomView } from "@/lib/shared/views";

/** A new poll for a room or a thread. */
export type PollQuestion = {
  kind: "poll";
  timeline: TimelineKey;
  question: string;
  /** One that was taken back before it was sent. */
  given?: NewPoll;
  /** In a thread: it stands among the room's messages too. */
  alsoInRoom: boolean;
  onSent?: () => void;
};

/** A dialog of the room list. */
export type Question =
  | { kind: "room" | "conversation" | "keys" | "status" }
  | { kind: "leave" | "addPeople" | "topic"; room: MyRoomView }
  | { kind: "invite"; room?: MyRoomView; email?: string }
  | PollQuestion
  | { kind: "newFolder"; roomId?: string }
  | { kind: "renameFolder" | "deleteFolder"; folder: FolderView };
