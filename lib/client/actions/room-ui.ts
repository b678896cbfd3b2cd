import type { ErrorCode } from "@/lib/shared/errors";
import type { MessageView } from "@/lib/shared/views";

/** A place on the screen at which something opens, in pixels of the window. */
export type ScreenPoint = { x: number; y: number };

/** What is open in front of the room about one of its messages. */
export type OpenOverlay =
  | { what: "menu" | "emoji"; message: MessageView; at: ScreenPoint }
  | { what: "history" | "receipts" | "reactions" | "forward"; message: MessageView };

/** Something to say in passing: words of ours, or why the server refused. */
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
        | "unread"
        | "nothingUnread"
        | "noConnection"
        | "notThere";
      name: string;
    }
  | { kind: "refused"; refusal: { code: ErrorCode; detail: string; reason?: string } };

/** What its reader is about to do in one room. */
export type RoomUiState = {
  replyTo: MessageView | null;
  /** The message whose text is being changed, and where the focus was before. */
  editing: { id: string; from: "row" | "composer" } | null;
  opened: OpenOverlay | null;
  /** A message to go to as soon as it stands in the list. */
  target: { seq: number } | null;
  /** The message that was gone to, for as long as it is marked. */
  highlighted: number | null;
  /** The New line stands after this `seq`; null where there is none. */
  newAfter: number | null;
  /** The reader has marked something as unread by hand: from then on nothing is read by being looked at. */
  isMarking: boolean;
  toast: Toast | null;
  /** The messages on which the pointer and the visible focus are, and which of the two came last. */
  near: { hovered: number | null; focused: number | null; isByPointer: boolean };
};

export type RoomUiAction =
  | { type: "reply"; to: MessageView | null }
  | { type: "edit"; id: string; from: "row" | "composer" }
  | { type: "edited" }
  | { type: "open"; opened: OpenOverlay }
  | { type: "close" }
  | { type: "go"; seq: number }
  | { type: "arrived"; seq: number }
  | { type: "dimmed"; seq: number }
  /** Something came while nobody looked at the room's end. */
  | { type: "unseen"; after: number }
  | { type: "hovered" | "focused"; seq: number }
  /** The pointer or the focus is no longer on that message. */
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
  toast: null,
  near: { hovered: null, focused: null, isByPointer: false },
};

/** What is being done after something was begun or ended. One thing is open at a time, and one message edited. */
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
      return { ...acting, target: { seq: action.seq } };
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
      return { ...acting, toast: action.notice };
    case "silence":
      return acting.toast === action.notice ? { ...acting, toast: null } : acting;
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

/** The one message that has its bar: where pointer or focus came last; while something is open, no other than its own. */
export function toolbarSeq({ near: { hovered, focused, isByPointer }, opened }: RoomUiState): number | null {
  const at = isByPointer ? (hovered ?? focused) : (focused ?? hovered);
  return opened === null || opened.message.seq === at ? at : null;
}
