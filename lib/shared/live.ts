// The live vocabulary: Socket.IO uses these words as event names, a plain WebSocket as `type`. See CONTRACT, "Live".

import type { ErrorCode } from "./errors";
import type {
  AccountView,
  FolderView,
  MessageReceipt,
  MessageView,
  MyRoomView,
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
  room: { room: MyRoomView };
  room_gone: { roomId: string };
  /** The folders of my sidebar, arranged on another device. */
  folders: { items: FolderView[] };
  session_ended: { reason: string };
};

export type ClientFrames = {
  message: { roomId: string; text: string; clientId?: string; replyToId?: string };
  sync: { userRev?: number; rooms: Record<string, number>; cursor?: string };
  read: { roomId: string; lastReadSeq: number };
  ping: Record<string, never>;
};

/** What a Socket.IO acknowledgement callback gets. */
export type LiveAnswer =
  | ({ ok: true; message?: MessageView | MessageReceipt } & Partial<SyncView>)
  | { ok: false; code: ErrorCode; detail: string };

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
