import type { ClientFrames } from "@/lib/shared/live";
import type { MessageReceipt, MessageView } from "@/lib/shared/views";
import type { Refused } from "../connection/rest";

/** What a person typed and sent. The key is chosen before the first attempt, so that a retry is never a second message. */
export type Draft = {
  clientId: string;
  roomId: string;
  text: string;
  createdAt: string;
  replyTo: { id: string; seq: number } | null;
};

/** The `message` frame that carries a draft to the server. */
export const messageFrame = ({ clientId, roomId, text, replyTo }: Draft): ClientFrames["message"] => ({
  clientId,
  roomId,
  text,
  ...(replyTo && { replyToId: replyTo.id }),
});

/** A message on its way: grey while `sending`, plain once `sent`, red when `refused`. */
export type Pending = Draft & { state: "sending" | "sent" | "refused"; refusal: Refused | null };

/** What becomes of a message that this person sent, in this tab or another. */
export type PendingAction =
  | { type: "typed"; draft: Draft }
  | { type: "answered"; clientId: string; message: MessageView | MessageReceipt | undefined }
  | { type: "refused"; clientId: string; refusal: Refused }
  | { type: "retried"; clientId: string }
  | { type: "discarded"; clientId: string };
