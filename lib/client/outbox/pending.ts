import type { ErrorCode } from "@/lib/shared/errors";
import type { ClientFrames } from "@/lib/shared/live";

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

export type Refused = { code: ErrorCode; detail: string };

/** A message on its way: grey while `sending`, plain once `sent`, red when `refused`. */
export type Pending = Draft & { state: "sending" | "sent" | "refused"; refusal: Refused | null };
