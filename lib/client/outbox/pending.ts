import type { ClientFrames } from "@/lib/shared/live";
import type { MessageReceipt, MessageView } from "@/lib/shared/views";
import type { Refused } from "../connection/rest";

/** Fields of the `message` frame that are derived from what the browser shows of the message. */
type Derived = "replyToId";

/**
 * A message that its author has sent, until the server has it. It is stored whole, with every field of its frame. The key
 * `clientId` is chosen before the first attempt, so that a retry is never a second message.
 */
export type OutgoingMessage = Required<Omit<ClientFrames["message"], Derived>> & {
  createdAt: string;
  replyTo: MessageView["replyTo"];
};

/** Values of fields that a new message need not name, and that rows of earlier versions of Parley lack. */
export const OUTGOING_DEFAULTS = { replyTo: null } satisfies Partial<OutgoingMessage>;

/** Converts a message to the `message` frame that carries it: all fields but those that only the browser needs. */
export const messageFrame = ({ createdAt, replyTo, ...frame }: OutgoingMessage): ClientFrames["message"] => ({
  ...frame,
  ...(replyTo && { replyToId: replyTo.id }),
});

/** A message on its way: grey while `sending`, plain once `sent`, red when `refused`. */
export type Pending = OutgoingMessage & { state: "sending" | "sent" | "refused"; refusal: Refused | null };

/** What becomes of a message that this person sent, in this tab or another. */
export type PendingAction =
  | { type: "typed"; message: OutgoingMessage }
  | { type: "answered"; clientId: string; message: MessageView | MessageReceipt | undefined }
  | { type: "refused"; clientId: string; refusal: Refused }
  | { type: "retried"; clientId: string }
  | { type: "discarded"; clientId: string };
