// The live vocabulary: Socket.IO uses these words as event names, a plain WebSocket as `type`. See docs/protocol.md.

import type { ErrorCode } from "./errors";
import type {
  AccountView,
  DraftView,
  FolderView,
  MessageReceipt,
  MessageView,
  MyRoomView,
  PresenceStatus,
  RoomHeads,
  RoomView,
  SyncView,
} from "./views";

/** A message on the wire: what is null or empty may be left out. `wholeMessage` puts it back. */
export type WireMessage = Pick<
  MessageView,
  "id" | "roomId" | "seq" | "rev" | "sender" | "createdAt" | "clientId"
> &
  Partial<MessageView>;

export type MessagesFrame = {
  roomId: string;
  prevRev: number;
  rev: number;
  items: WireMessage[];
  room?: RoomView;
};

export type ServerFrames = {
  ready: { user: AccountView; userRev: number; rooms: RoomHeads };
  messages: MessagesFrame;
  heads: { digest: string; userRev: number };
  typing: { roomId: string; userId: string; isTyping: boolean };
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
  };
  /** `userRev` where this is all that moved it: whoever was at the one before is at this one now. */
  room: { room: MyRoomView; userRev?: number };
  room_gone: { roomId: string };
  /** The folders of my sidebar, arranged on another device. */
  folders: { items: FolderView[]; userRev?: number };
  /** What I have typed in a room on another device; without text it is gone. */
  draft: { draft: DraftView; userRev?: number };
  /** A message that I saved on another device, or took out again. */
  saved: { roomId: string; messageId: string; seq: number; isSaved: boolean; userRev?: number };
  session_ended: { reason: string };
};

export type ClientFrames = {
  message: { roomId: string; text: string; clientId?: string; replyToId?: string };
  sync: { userRev?: number; rooms: Record<string, number>; cursor?: string };
  /** `force` moves the unread mark where it is told, also back, and not the receipt. */
  read: { roomId: string; lastReadSeq: number; force?: boolean };
  delivered: { roomId: string; lastDeliveredSeq: number };
  typing: { roomId: string; isTyping: boolean };
  edit: { messageId: string; text: string };
  delete: { messageId: string };
  forward: { messageId: string; roomId: string; clientId?: string };
  react: { messageId: string; emoji: string; on: boolean };
  pin: { messageId: string; on: boolean };
  away: { isAway: boolean };
  ping: Record<string, never>;
};

/** What a Socket.IO acknowledgement callback gets. */
export type LiveAnswer =
  | ({ ok: true; message?: MessageView | MessageReceipt } & Partial<SyncView>)
  | LiveRefusal;

/** `retryAfter`: the seconds after which the same may work, where a wait helps. */
type LiveRefusal = { ok: false; code: ErrorCode; detail: string; retryAfter?: number };

/** The whole message of a frame's item: live frames leave out what is null or empty. */
export function wholeMessage(wire: WireMessage): MessageView {
  return {
    kind: "user",
    text: "",
    event: null,
    mentions: { userIds: [], here: false, all: false },
    replyTo: null,
    forwardedFrom: null,
    attachments: [],
    reactions: [],
    isPinned: false,
    editedAt: null,
    deletedAt: null,
    ...wire,
  };
}
