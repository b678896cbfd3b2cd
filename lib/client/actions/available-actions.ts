import { isOwnMessage, type MessageOperation } from "@/lib/shared/messages/message-permissions";
import { isAllowedNow } from "@/lib/shared/permissions";
import type { MessageView } from "@/lib/shared/views";
import { isKey, type Pressed } from "../shortcuts/keys";
import { type Me, mayAct, type Room, stateOf } from "./may-act-on-message";

/** An action that a user can take on a message. */
export type MessageAction =
  | "react"
  | "reply"
  | "thread"
  | "toThread"
  | "toRoom"
  | "forward"
  | "pin"
  | "unpin"
  | "save"
  | "unsave"
  | "remind"
  | "unread"
  | "copy"
  | "link"
  | "edit"
  | "delete"
  | "receipts"
  | "history"
  | "why";

/**
 * The actions a reader may take on a message, in the order of the menu. Uses the server's own rules (permissions.ts,
 * message-permissions.ts), so the menu never offers what the server refuses.
 *
 * @param room the reader's role in the room
 * @param me the reader, with their workspace role
 */
export function availableActions(message: MessageView, room: Room, me: Me, isSaved = false): MessageAction[] {
  const asker = { roomRole: room.role, workspaceRole: me.role };
  if (message.kind !== "user" || message.deletedAt || !isAllowedNow("read", room, asker)) return [];
  const may = (operation: MessageOperation) => mayAct(operation, message, room, me);
  const can: Record<MessageAction, boolean> = {
    react: may("react"),
    reply: may("reply"),
    thread: may("reply") || message.thread !== null || message.threadId !== null,
    toThread: may("delete") && message.thread === null && message.threadId === null,
    toRoom: may("delete") && message.threadId !== null,
    edit: may("edit"),
    forward: may("forward"),
    pin: may("pin") && !message.isPinned,
    unpin: may("pin") && message.isPinned,
    save: may("save") && !isSaved,
    unsave: isSaved,
    remind: may("save"),
    unread: true,
    copy: message.text !== "",
    link: true,
    receipts: isOwnMessage(stateOf(message), me.id) && room.memberCount > 1,
    history: message.editedAt !== null,
    why: true,
    delete: may("delete"),
  };
  return (Object.keys(can) as MessageAction[]).filter((act) => can[act]);
}

/** The key of each action on the focused message, as the menu shows it. */
export const ACTION_KEYS: Partial<Record<MessageAction, string>> = {
  react: "+",
  reply: "R",
  thread: "T",
  edit: "E",
  forward: "F",
  pin: "P",
  unpin: "P",
  save: "S",
  unsave: "S",
  remind: "M",
  unread: "U",
  copy: "C",
  link: "L",
  delete: "Del",
};

/** The action of a pressed key among those that are available; null if none has it. */
export function actionOfKey(pressed: Pressed, acts: readonly MessageAction[]): MessageAction | null {
  const isMeant = (name: string | undefined) =>
    name !== undefined && isKey(name === "Del" ? "Delete" : name, pressed);
  return acts.find((act) => isMeant(ACTION_KEYS[act])) ?? null;
}
