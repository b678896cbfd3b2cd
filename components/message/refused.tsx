"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { OutgoingMessage, Pending } from "@/lib/client/outbox/pending";
import { useTakeBack } from "./use-take-back";

type RefusedProps = { pending: Pending; onEdit: (message: OutgoingMessage) => void };

/** Why a pending message was refused, and what to do about it. */
export default function Refused({ pending, onEdit }: RefusedProps) {
  const t = useTranslations("message");
  const chat = useChat();
  const { clientId, refusal } = pending;
  const words = useRefusal(refusal).all;
  const takeBack = useTakeBack(onEdit);

  return (
    <div role="alert" className="-ml-2 flex flex-wrap items-center">
      <span className="px-2 text-small text-danger">{words ?? t("notSent")}</span>
      <Button look="bare" size="small" onClick={() => chat.outbox.retry(clientId)}>
        {t("retry")}
      </Button>
      <Button look="bare" size="small" onClick={() => takeBack(pending)}>
        {t("edit")}
      </Button>
      <Button look="danger" size="small" onClick={() => chat.ownMessages.discard(clientId)}>
        {t("discard")}
      </Button>
    </div>
  );
}
