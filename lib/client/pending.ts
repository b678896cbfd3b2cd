import type { ErrorCode } from "@/lib/shared/errors";

/** What a person typed and sent. The key is chosen before the first attempt, so that a retry is never a second message. */
export type Draft = {
  clientId: string;
  roomId: string;
  text: string;
  createdAt: string;
  replyTo?: { id: string; seq: number } | null;
};

export type Refused = { code: ErrorCode; detail: string };

/** A message on its way: grey while `sending`, plain once `sent`, red when `refused`. */
export type Pending = Draft & { state: "sending" | "sent" | "refused"; refusal: Refused | null };
