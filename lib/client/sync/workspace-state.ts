import type { MessagesFrame } from "@/lib/shared/live";
import type { FolderView, MyRoomView } from "@/lib/shared/views";
import type { KnownMentions } from "./known-mentions";

/** The rooms of one person as this tab knows them: their heads and unread counts, not their messages. */
export type Workspace = {
  me: string;
  userRev: number | null;
  rooms: Readonly<Record<string, MyRoomView>>;
  /** Of the messages that `mentionCount` counts those that this tab knows, by room. */
  calls: Readonly<Record<string, KnownMentions>>;
  /** Rooms whose counts only the server can tell: a message changed of which it is not known whether it was counted. */
  unsure: Readonly<Record<string, true>>;
  /** The folders of my sidebar, in order, each with its rooms in order. */
  folders: readonly FolderView[];
  /** Frames that came too early, by room. */
  outOfOrder: Readonly<Record<string, readonly MessagesFrame[]>>;
  /** How far this tab has read what the server has not confirmed yet. */
  pendingReads: Readonly<Record<string, number>>;
  isBehind: boolean;
  /** While a sync comes in pages: what is my own in some room was not taken from it. */
  missedOwn: boolean;
  /** While a sync comes in pages: the `userRev` of the oldest, for what is told early may change before the last. */
  asOf: number | null;
};
