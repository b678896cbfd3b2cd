import type { ErrorCode } from "@/lib/shared/errors";
import type { MessageView } from "@/lib/shared/views";

/** A place on the screen at which something opens, in pixels of the window. */
export type Spot = { x: number; y: number };

/** What is open in front of the room about one of its messages. */
export type Opened =
  | { what: "menu" | "emoji"; message: MessageView; at: Spot }
  | { what: "history" | "receipts" | "reactions" | "forward"; message: MessageView };

/** Something to say in passing: words of ours, or why the server refused. */
export type Notice =
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
export type Acting = {
  replyTo: MessageView | null;
  /** The message whose text is being changed, and where the focus was before. */
  editing: { id: string; from: "row" | "composer" } | null;
  opened: Opened | null;
  /** A message to go to as soon as it stands in the list. */
  target: { seq: number } | null;
  /** The message that was gone to, for as long as it is marked. */
  lit: number | null;
  /** The New line stands after this `seq`; null where there is none. */
  newAfter: number | null;
  /** The reader has marked something as unread by hand: from then on nothing is read by being looked at. */
  isMarking: boolean;
  notice: Notice | null;
  /** The messages on which the pointer and the visible focus are, and which of the two came last. */
  near: { hovered: number | null; focused: number | null; isByPointer: boolean };
};

export type ActingAction =
  | { type: "reply"; to: MessageView | null }
  | { type: "edit"; id: string; from: "row" | "composer" }
  | { type: "edited" }
  | { type: "open"; opened: Opened }
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
  | { type: "say"; notice: Notice }
  | { type: "silence"; notice: Notice };

export const DOING_NOTHING: Acting = {
  replyTo: null,
  editing: null,
  opened: null,
  target: null,
  lit: null,
  newAfter: null,
  isMarking: false,
  notice: null,
  near: { hovered: null, focused: null, isByPointer: false },
};

/** What is being done after something was begun or ended. One thing is open at a time, and one message edited. */
export function reduceActing(acting: Acting, action: ActingAction): Acting {
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
      return acting.target?.seq === action.seq ? { ...acting, target: null, lit: action.seq } : acting;
    case "dimmed":
      return acting.lit === action.seq ? { ...acting, lit: null } : acting;
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
      return { ...acting, notice: action.notice };
    case "silence":
      return acting.notice === action.notice ? { ...acting, notice: null } : acting;
  }
}

type Near = Acting["near"];
type Approach = Extract<ActingAction, { type: "hovered" | "focused" | "unhovered" | "unfocused" }>;

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
export function barAt({ near: { hovered, focused, isByPointer }, opened }: Acting): number | null {
  const at = isByPointer ? (hovered ?? focused) : (focused ?? hovered);
  return opened === null || opened.message.seq === at ? at : null;
}
