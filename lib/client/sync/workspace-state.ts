import type { MessagesFrame } from "@/lib/shared/live";
import type { FolderView, MyRoomView } from "@/lib/shared/views";
import type { KnownMentions } from "./known-mentions";

/** The rooms of one person as this tab knows them: heads and unread counts, without messages. */
export type Workspace = {
  me: string;
  userRev: number | null;
  rooms: Readonly<Record<string, MyRoomView>>;
  /** The known messages among those that `mentionCount` counts, by room. */
  calls: Readonly<Record<string, KnownMentions>>;
  /** Rooms whose counts only the server knows: a message changed that may or may not have been counted. */
  unsure: Readonly<Record<string, true>>;
  /** The folders of my sidebar, in order, each with its rooms in order. */
  folders: readonly FolderView[];
  /** Frames that arrived too early, by room. */
  outOfOrder: Readonly<Record<string, readonly MessagesFrame[]>>;
  /** Read marks that the server has not confirmed, by room. */
  pendingReads: Readonly<Record<string, number>>;
  isBehind: boolean;
  /** During a paged sync: my own state of some room was not applied. */
  missedOwn: boolean;
  /** During a paged sync: the oldest `userRev` of its pages, because early pages may change before the last one. */
  asOf: number | null;
};
