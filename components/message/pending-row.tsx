"use client";

import { clsx } from "clsx";
import { onDemand } from "@/components/ui/on-demand";
import { useChat } from "@/lib/client/chat/chat-context";
import type { OutgoingMessage, Pending } from "@/lib/client/outbox/pending";
import type { Clock } from "@/lib/client/time/clock";
import { MessageRow } from "./message-row";
import { PollPart } from "./poll/poll-part";
import { Quote } from "./quote";
import { MessageText } from "./text/message-text";

const Refused = onDemand<{ pending: Pending; onEdit: (message: OutgoingMessage) => void }>(
  () => import("./refused"),
);
const Held = onDemand<{ pending: Pending; onEdit: (message: OutgoingMessage) => void }>(
  () => import("./held"),
);
const PendingFiles = onDemand(() => import("@/components/composer/files/pending-files"));

type Row = { pending: Pending; clock: Clock; isHead: boolean; onEdit: (message: OutgoingMessage) => void };

/** A pending message of one's own: grey until it is committed; if it was refused, the reason and what to do. */
export function PendingRow({ pending, clock, isHead, onEdit }: Row) {
  const chat = useChat();

  return (
    <MessageRow sender={chat.account} at={pending.createdAt} clock={clock} isHead={isHead}>
      <div
        aria-busy={pending.state === "sending"}
        className={clsx(
          pending.state === "sending" && "text-ink-3",
          pending.state === "refused" && "text-danger",
        )}
      >
        {pending.replyTo && <Quote seq={pending.replyTo.seq} />}
        {pending.text !== "" && <MessageText text={pending.text} />}
      </div>
      {pending.poll && <PollPart poll={pending.poll} />}
      {pending.files.length > 0 && <PendingFiles pending={pending} />}
      {pending.state === "sending" && pending.heldUntil > 0 && <Held pending={pending} onEdit={onEdit} />}
      {pending.state === "refused" && <Refused pending={pending} onEdit={onEdit} />}
    </MessageRow>
  );
}
