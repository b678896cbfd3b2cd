"use client";

import Undo2 from "lucide-react/icons/undo-2";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { useChat } from "@/lib/client/chat/chat-context";
import { sendHeldAtEnd } from "@/lib/client/chat/send-held";
import { heldMs, type OutgoingMessage, type Pending } from "@/lib/client/outbox/pending";
import { useTakeBack } from "./use-take-back";

type HeldProps = { pending: Pending; onEdit: (message: OutgoingMessage) => void };

const TICK_MS = 250;

/** A message that waits to be taken back: how long, and the buttons that take it back or send it now. */
export default function Held({ pending, onEdit }: HeldProps) {
  const t = useTranslations("scheduled");
  const chat = useChat();
  const { outbox } = chat;
  const { roomId } = pending;
  const takeBack = useTakeBack(onEdit);
  const [wholeMs] = useState(() => heldMs(pending));
  const left = useLeft(pending);
  useEffect(() => sendHeldAtEnd(chat), [chat]);
  if (left === 0) return null;

  function undo() {
    if (heldMs(pending) > 0) takeBack(pending);
  }

  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
      <Button look="quiet" size="small" onClick={undo}>
        <Undo2 size={14} aria-hidden />
        {t("undo")}
      </Button>
      <Button look="bare" size="small" onClick={() => outbox.release(roomId)}>
        {t("sendNow")}
      </Button>
      <span className="text-tiny text-ink-3 tabular-nums">
        {t("sendsIn", { seconds: Math.ceil(left / 1_000) })}
      </span>
      <span aria-hidden className="h-0.5 w-full max-w-60 overflow-hidden rounded-pill bg-line">
        <span className="block h-full bg-accent" style={{ width: `${(100 * left) / wholeMs}%` }} />
      </span>
    </div>
  );
}

/** Milliseconds until a message goes, kept up to date. */
function useLeft(pending: Pending): number {
  const [left, setLeft] = useState(() => heldMs(pending));
  useEffect(() => {
    const timer = setInterval(() => setLeft(heldMs(pending)), TICK_MS);
    return () => clearInterval(timer);
  }, [pending]);
  return left;
}
