import { type Asker, isAllowedNow, type RoomAction, type RoomState } from "../permissions";

/** Operations of a user on an existing message. */
export type MessageOperation =
  | "react"
  | "pin"
  | "reply"
  | "forward"
  | "save"
  | "edit"
  | "delete"
  | "remove card"
  | "check"
  | "confirm"
  | "see confirmations"
  | "remind to confirm"
  | "vote"
  | "close poll";

/** State of a message that decides which operations it allows. */
export type MessageState = {
  senderId: string;
  kind: "user" | "system";
  isDeleted: boolean;
  isForwarded: boolean;
  /** Its text is the question of a poll in which somebody has voted. */
  hasVotes?: boolean;
};

/** Reasons why the message itself does not allow an operation, whatever rights the user has in its room. */
export type MessageRefusal = "gone" | "not_yours" | "forwarded" | "voted";

type OwnOrOthers = { own: RoomAction; others: RoomAction };

/** Rights in the room that each operation needs: for the user's own message, and for another's. */
const RIGHTS: Record<MessageOperation, OwnOrOthers> = {
  react: { own: "react", others: "react" },
  pin: { own: "pin", others: "pin" },
  reply: { own: "send", others: "send" },
  forward: { own: "read", others: "read" },
  save: { own: "read", others: "read" },
  edit: { own: "change own message", others: "change own message" },
  delete: { own: "change own message", others: "delete others' messages" },
  "remove card": { own: "change own message", others: "delete others' messages" },
  check: { own: "send", others: "send" },
  confirm: { own: "react", others: "react" },
  "see confirmations": { own: "read", others: "see changes" },
  "remind to confirm": { own: "change own message", others: "delete others' messages" },
  vote: { own: "react", others: "react" },
  "close poll": { own: "change own message", others: "delete others' messages" },
};

/** True for a message of the user's own words; system messages belong to nobody. */
export const isOwnMessage = ({ senderId, kind }: Pick<MessageState, "senderId" | "kind">, userId: string) =>
  senderId === userId && kind === "user";

/** Returns the right in the room that a user needs for an operation. */
export const rightFor = (operation: MessageOperation, message: MessageState, userId: string): RoomAction =>
  RIGHTS[operation][isOwnMessage(message, userId) ? "own" : "others"];

/** Returns the reason why a message does not allow a user's operation, or null. Deleting again changes nothing. */
export function messageRefusal(
  operation: MessageOperation,
  message: MessageState,
  userId: string,
): MessageRefusal | null {
  if (operation === "edit" && !isOwnMessage(message, userId)) return "not_yours";
  if (message.isDeleted && operation !== "delete") return "gone";
  if (operation !== "edit") return null;
  if (message.isForwarded) return "forwarded";
  return message.hasVotes ? "voted" : null;
}

/** True if a user may do something to a message now, by their rights in its room and by the message itself. */
export const mayActOn = (
  operation: MessageOperation,
  message: MessageState,
  { room, asker, userId }: { room: RoomState; asker: Asker; userId: string },
): boolean =>
  isAllowedNow(rightFor(operation, message, userId), room, asker) &&
  messageRefusal(operation, message, userId) === null;
