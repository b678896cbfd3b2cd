"use client";

import { clsx } from "clsx";
import Check from "lucide-react/icons/check";
import CheckCheck from "lucide-react/icons/check-check";
import { useTranslations } from "next-intl";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { type Tick, tickOf } from "@/lib/client/reading/receipts";
import { useStore } from "@/lib/client/state/use-store";
import type { MessageView } from "@/lib/shared/views";

/** The delivery state of one's own message: sent, delivered, read by some, read by all. A click shows by whom. */
export function Ticks({ message }: { message: MessageView }) {
  const t = useTranslations("receipts");
  const acts = useMessageActions();
  const { receipts } = useChat();
  // Compared as a string, so that the row renders only when the state changes.
  const word = useStore(receipts.store, (all) => JSON.stringify(tickOf(all[message.roomId], message)));
  const tick = JSON.parse(word) as Tick | null;
  if (!tick) return null;
  const { state, read, of } = tick;
  const words = state === "some" && of === null ? t("someOf") : t(state, { read, of: of ?? 0 });
  const Icon = state === "sent" ? Check : CheckCheck;

  return (
    <button
      type="button"
      aria-label={t("show", { state: words })}
      title={words}
      onClick={() => acts.open({ what: "receipts", message })}
      className={clsx(
        "ms-2 inline-flex h-4 items-center gap-0.5 rounded-1 align-middle text-tiny tabular-nums",
        state === "all" ? "text-accent" : "text-ink-3",
      )}
    >
      <Icon size={14} aria-hidden />
      {state === "some" && <span aria-hidden>{read}</span>}
    </button>
  );
}
