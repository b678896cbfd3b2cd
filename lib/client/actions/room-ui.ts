import type { ErrorCode } from "@/lib/shared/errors";
import type { MessageView } from "@/lib/shared/views";

/** A point of the window, in pixels, at which an overlay opens. */
export type ScreenPoint = { x: number; y: number };

/** The overlay that is open for one of the room's messages. */
export type OpenOverlay =
  | { what: "menu" | "emoji"; message: MessageView; at: ScreenPoint }
  | {
      what: "history" | "receipts" | "reactions" | "forward" | "remind" | "why" | "move";
      message: MessageView;
    };

/** The number of toasts that show at once; the oldest gives way. */
const TOASTS_SHOWN = 3;

/** A short message at the edge of the page: one of our texts, what was moved and can be moved back, or the server's refusal. */
export type Toast =
  | {
      kind: "said";
      word:
        | "copied"
        | "linkCopied"
        | "notCopied"
        | "forwarded"
        | "pinned"
        | "unpinned"
        | "saved"
        | "unsaved"
        | "reminding"
        | "unread"
        | "nothingUnread"
        | "noConnection"
        | "notThere";
      name: string;
    }
  | { kind: "moved"; word: "toThread" | "toRoom" | "toConversation"; count: number; undo: () => void }
  | { kind: "refused"; refusal: { code: ErrorCode; detail: string; reason?: string } };

/** UI state of one room, kept only while the room is open. */
export type RoomUiState = {
  replyTo: MessageView | null;
  /** The message being edited, and where the focus was before. */
  editing: { id: string; from: "row" | "composer" } | null;
  opened: OpenOverlay | null;
  /** A message to scroll to once it stands in the list. */
  target: { seq: number; keepsFocus: boolean } | null;
  /** The `seq` of the message that is highlighted after scrolling to it. */
  highlighted: number | null;
  /** The New line stands after this `seq`; null if there is none. */
  newAfter: number | null;
  /** The reader marked a message as unread by hand. Until the room is left, looking at messages does not read them. */
  isMarking: boolean;
  /** Oldest first. */
  toasts: readonly Toast[];
  /** The messages under the pointer and under the visible focus, and which of the two moved last. */
  near: { hovered: number | null; focused: number | null; isByPointer: boolean };
};

export type RoomUiAction =
  | { type: "reply"; to: MessageView | null }
  | { type: "edit"; id: string; from: "row" | "composer" }
  | { type: "edited" }
  | { type: "open"; opened: OpenOverlay }
  | { type: "close" }
  /** `keepsFocus`: the message is not focused, because the reader is typing elsewhere. */
  | { type: "go"; seq: number; keepsFocus?: boolean }
  | { type: "arrived"; seq: number }
  | { type: "dimmed"; seq: number }
  /** A message arrived while nobody looked at the end of the room. */
  | { type: "unseen"; after: number }
  | { type: "hovered" | "focused"; seq: number }
  /** The pointer or the focus left that message. */
  | { type: "unhovered" | "unfocused"; seq: number }
  | { type: "unread"; from: number }
  | { type: "read" }
  | { type: "say"; notice: Toast }
  | { type: "silence"; notice: Toast };

export const INITIAL_ROOM_UI: RoomUiState = {
  replyTo: null,
  editing: null,
  opened: null,
  target: null,
  highlighted: null,
  newAfter: null,
  isMarking: false,
  toasts: [],
  near: { hovered: null, focused: null, isByPointer: false },
};

/** Reduces the UI state of a room. One overlay is open at a time, and one message is edited at a time. */
export function reduceRoomUi(acting: RoomUiState, action: RoomUiAction): RoomUiState {
  switch (action.type) {
    case "reply":
      return { ...acting, replyTo: action.to };
    case "edit":
      return { ...acting, editing: { id: action.id, from: action.from }, opened: null };
    case "edited":
      return acting.editing ? { ...acting, editing: null } : acting;
    case "open":
      return { ...acting, opened: action.opened };
    case "close":
      return acting.opened ? { ...acting, opened: null } : acting;
    case "go":
      return { ...acting, target: { seq: action.seq, keepsFocus: action.keepsFocus ?? false } };
    case "arrived":
      return acting.target?.seq === action.seq
        ? { ...acting, target: null, highlighted: action.seq }
        : acting;
    case "dimmed":
      return acting.highlighted === action.seq ? { ...acting, highlighted: null } : acting;
    case "hovered":
    case "focused":
    case "unhovered":
    case "unfocused":
      return { ...acting, near: approach(acting.near, action) };
    case "unseen":
      return acting.isMarking || acting.newAfter === action.after
        ? acting
        : { ...acting, newAfter: action.after };
    case "unread":
      return { ...acting, newAfter: action.from - 1, isMarking: true };
    case "read":
      return { ...acting, newAfter: null, isMarking: false };
    case "say":
      return { ...acting, toasts: [...acting.toasts, action.notice].slice(-TOASTS_SHOWN) };
    case "silence":
      return { ...acting, toasts: acting.toasts.filter((each) => each !== action.notice) };
  }
}

type Near = RoomUiState["near"];
type Approach = Extract<RoomUiAction, { type: "hovered" | "focused" | "unhovered" | "unfocused" }>;

function approach(near: Near, { type, seq }: Approach): Near {
  switch (type) {
    case "hovered":
      return { ...near, hovered: seq, isByPointer: true };
    case "focused":
      return { ...near, focused: seq, isByPointer: false };
    case "unhovered":
      return near.hovered === seq ? { ...near, hovered: null } : near;
    case "unfocused":
      return near.focused === seq ? { ...near, focused: null } : near;
  }
}

/**
 * The `seq` of the one message that shows its toolbar: the last one pointed at or focused. While an overlay is open,
 * only its own message may have it.
 */
export function toolbarSeq({ near: { hovered, focused, isByPointer }, opened }: RoomUiState): number | null {
  const at = isByPointer ? (hovered ?? focused) : (focused ?? hovered);
  return opened === null || opened.message.seq === at ? at : null;
}
