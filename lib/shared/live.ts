// The live protocol: event names of Socket.IO, and the field `type` of a plain WebSocket. See docs/protocol.md.

import type { ErrorCode } from "./errors";
import type { WireMessage } from "./messages/message-codec";
import type {
  AccountView,
  ActivityHead,
  DraftView,
  EmojiImageView,
  FolderView,
  MessageReceipt,
  MessageView,
  MyRoomView,
  NotificationSettingsView,
  PresenceStatus,
  ReminderHead,
  RoomHeads,
  RoomView,
  ScheduledView,
  SyncView,
  ThreadState,
} from "./views";

export type { WireMessage };

export type MessagesFrame = {
  roomId: string;
  prevRev: number;
  rev: number;
  items: WireMessage[];
  room?: RoomView;
};

/** `linkCards`: links in messages get cards. */
type SharedSettings = { linkCards: boolean };

export type ServerFrames = {
  ready: { user: AccountView; userRev: number; rooms: RoomHeads; workspace: SharedSettings };
  messages: MessagesFrame;
  heads: { digest: string; userRev: number };
  typing: { roomId: string; userId: string; isTyping: boolean };
  /** The same in a thread. A frame of its own: clients that know no threads would show it in the room. */
  thread_typing: ServerFrames["typing"] & { threadId: string };
  read: { roomId: string; userId: string; lastReadSeq: number };
  delivered: { roomId: string; userId: string; lastDeliveredSeq: number };
  user_status: {
    userId: string;
    isOnline: boolean;
    standing: PresenceStatus;
    isQuiet: boolean;
    statusText: string;
    statusEmoji: string;
    lastSeenAt: string | null;
    avatarUrl: string | null;
  };
  /** Has `userRev` if nothing else moved it: a client at the previous value is then up to date. */
  room: { room: MyRoomView; userRev?: number };
  room_gone: { roomId: string };
  /** A room that everybody could join is not listed any more. Guests do not hear of it, because they never saw it. */
  room_closed: { roomId: string };
  /** Settings of the workspace that every reader's page follows. */
  workspace: SharedSettings;
  /**
   * The caller's own state in a thread: after they read, follow or unfollow it with `userRev`, as in `room`; after a
   * reply without.
   */
  thread: ThreadState & { userRev?: number };
  /** All threads of a room were read, or of every room. */
  threads_read: { roomId: string | null; userRev: number };
  /** The caller's folders, arranged on another device. */
  folders: { items: FolderView[]; userRev?: number };
  /** The caller's draft from another device; an empty text means that it is gone. */
  draft: { draft: DraftView; userRev?: number };
  /** The same in a thread. A frame of its own: clients that know no threads would take it for the room's. */
  thread_draft: { draft: DraftView; userRev?: number };
  /** A scheduled message of the caller, created or changed on any device; null after it was sent or deleted. */
  scheduled: { id: string; scheduled: ScheduledView | null; messageId?: string; userRev?: number };
  /** A message that the caller saved or unsaved on another device. */
  saved: { roomId: string; messageId: string; seq: number; isSaved: boolean; userRev?: number };
  /** A reminder of the caller that was made, changed or deleted, or whose note was written. */
  reminder: Omit<ReminderHead, "state"> & { state: ReminderHead["state"] | "deleted"; userRev?: number };
  /**
   * A new line of the caller's Activity. Null where the list is to be read again: lines were marked on any device, or the
   * caller was added to a room.
   */
  activity: { item: ActivityHead | null };
  /** The caller's notification settings, changed on any device. Rooms without a level of their own follow them. */
  notification_settings: { settings: NotificationSettingsView; userRev?: number };
  /** An emoji of the workspace that was added, renamed or deleted. */
  emoji: { item: EmojiImageView };
  /** A confirmation of the caller, or null after it was taken back, from any device. It may be lost. */
  confirmation: { messageId: string; confirmedAt: string | null };
  /** The caller's vote in a poll, from any device. It may be lost. */
  poll_vote: { messageId: string; optionIds: number[] };
  session_ended: { reason: string };
};

/** The poll of a message that is sent. */
export type NewPoll = {
  options: string[];
  isMultiple: boolean;
  isAnonymous: boolean;
  closesAt: string | null;
};

export type ClientFrames = {
  message: {
    roomId: string;
    text: string;
    clientId?: string;
    replyToId?: string;
    attachmentIds?: string[];
    confirm?: boolean;
    poll?: NewPoll;
  };
  sync: { userRev?: number; rooms: Record<string, number>; cursor?: string };
  /** `force` moves the read mark in both directions, and not the receipt. */
  read: { roomId: string; lastReadSeq: number; force?: boolean };
  delivered: { roomId: string; lastDeliveredSeq: number };
  typing: { roomId: string; threadId?: string | undefined; isTyping: boolean };
  edit: { messageId: string; text: string; addAttachmentIds?: string[] };
  delete: { messageId: string };
  forward: { messageId: string; roomId: string; clientId?: string };
  react: { messageId: string; emoji: string; on: boolean };
  pin: { messageId: string; on: boolean };
  check: { messageId: string; item: number; checked: boolean; editedAt?: string | null };
  confirm: { messageId: string; on: boolean };
  vote: { messageId: string; optionIds: number[] };
  close_poll: { messageId: string };
  away: { isAway: boolean };
  ping: Record<string, never>;
};

type MessageAnswer = { message: MessageView | MessageReceipt };

/** Results of commands, by name; the others have none. */
export type CommandAnswers = {
  [Name in keyof ClientFrames]: Name extends "sync"
    ? SyncView
    : Name extends "message" | "edit" | "forward"
      ? MessageAnswer
      : object;
};

/** Argument of a Socket.IO acknowledgement callback. */
export type LiveAnswer =
  | ({ ok: true; message?: MessageView | MessageReceipt } & Partial<SyncView>)
  | LiveRefusal;

/** `retryAfter`: seconds after which a retry may work, if waiting helps. */
type LiveRefusal = { ok: false; code: ErrorCode; detail: string; retryAfter?: number };
