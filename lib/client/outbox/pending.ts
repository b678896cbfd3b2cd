import type { Refusal } from "@/lib/shared/errors";
import type { ClientFrames, NewPoll } from "@/lib/shared/live";
import { type TimelineKey, timelineKey } from "@/lib/shared/messages/timeline-key";
import type { MessageReceipt, MessageView } from "@/lib/shared/views";

/** Fields of the `message` frame that are derived from what the browser has. */
type Derived = "replyToId" | "attachmentIds" | "threadId" | "alsoInRoom" | "confirm" | "poll";

/**
 * A message from sending until the server has it. It is stored whole, with every field of its frame. `clientId` is
 * chosen before the first attempt, so a retry never makes a second message.
 */
export type OutgoingMessage = Required<Omit<ClientFrames["message"], Derived>> & {
  createdAt: string;
  replyTo: MessageView["replyTo"];
  /** The root of the thread that it answers in. */
  threadId: string | null;
  alsoInRoom: boolean;
  /** Ids of its files among this browser's uploads, in order. */
  files: readonly string[];
  /** Until then its author can take it back, in milliseconds since 1970; 0 if it goes at once. */
  heldUntil: number;
  /** It asks its readers to confirm it. */
  confirm: boolean;
  poll: NewPoll | null;
};

/** Defaults of fields that a new message may omit, and that rows of earlier versions of Parley lack. */
export const OUTGOING_DEFAULTS = {
  replyTo: null,
  threadId: null,
  alsoInRoom: false,
  files: [] as readonly string[],
  heldUntil: 0,
  confirm: false,
  poll: null,
} satisfies Partial<OutgoingMessage>;

/**
 * Converts a message to its `message` frame, without the fields that only the browser needs.
 *
 * @param attachmentIds the server's ids of its files
 */
export const messageFrame = (
  { createdAt, replyTo, threadId, alsoInRoom, files, heldUntil, confirm, poll, ...frame }: OutgoingMessage,
  attachmentIds: string[] = [],
): ClientFrames["message"] => ({
  ...frame,
  ...(replyTo && { replyToId: replyTo.id }),
  ...(threadId && { threadId, ...(alsoInRoom && { alsoInRoom }) }),
  ...(attachmentIds.length > 0 && { attachmentIds }),
  ...(confirm && { confirm }),
  ...(poll && { poll }),
});

/** The line in which a message waits. A reply that is also sent to the room waits in its thread. */
export const lineOf = ({ roomId, threadId }: Pick<OutgoingMessage, "roomId" | "threadId">): TimelineKey =>
  timelineKey(roomId, threadId);

/** A pending message: grey while `sending`, normal once `sent`, red when `refused`. */
export type Pending = OutgoingMessage & { state: "sending" | "sent" | "refused"; refusal: Refusal | null };

/** Milliseconds for which the author of a message can still take it back. */
export const heldMs = ({ heldUntil }: Pick<OutgoingMessage, "heldUntil">): number =>
  Math.max(0, heldUntil - Date.now());

/** A change of a message sent by this person, in this tab or another. */
export type PendingAction =
  | { type: "typed"; message: OutgoingMessage }
  | { type: "answered"; clientId: string; message: MessageView | MessageReceipt | undefined }
  | { type: "refused"; clientId: string; refusal: Refusal }
  | { type: "retried"; clientId: string }
  /** Its author does not take it back any more. */
  | { type: "released"; clientId: string }
  | { type: "discarded"; clientId: string };
