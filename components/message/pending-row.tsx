"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { OutgoingMessage, Pending } from "@/lib/client/outbox/pending";
import type { Clock } from "@/lib/client/time/clock";
import { MessageRow } from "./message-row";
import { Quote } from "./quote";
import { MessageText } from "./text/message-text";

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
      {pending.files.length > 0 && <PendingFiles pending={pending} />}
      {pending.state === "refused" && <Refused pending={pending} onEdit={onEdit} />}
    </MessageRow>
  );
}

function Refused({ pending, onEdit }: Pick<Row, "pending" | "onEdit">) {
  const t = useTranslations("message");
  const chat = useChat();
  const { clientId, refusal } = pending;
  const words = useRefusal(refusal).all;

  function edit() {
    onEdit(pending);
    chat.uploads.giveBack(clientId);
    chat.outbox.discard(clientId);
  }

  return (
    <div role="alert" className="-ml-2 flex flex-wrap items-center">
      <span className="px-2 text-small text-danger">{words ?? t("notSent")}</span>
      <Button look="bare" size="small" onClick={() => chat.outbox.retry(clientId)}>
        {t("retry")}
      </Button>
      <Button look="bare" size="small" onClick={edit}>
        {t("edit")}
      </Button>
      <Button look="danger" size="small" onClick={() => chat.ownMessages.discard(clientId)}>
        {t("discard")}
      </Button>
    </div>
  );
}
