"use client";

import { useTranslations } from "next-intl";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { deletionsOf } from "@/lib/client/chat/deletions-of";
import type { MessageView } from "@/lib/shared/views";

/** The note under a message that is being deleted, which for some seconds has a button to take that back. */
export default function DeletionNote({ message, isWaiting }: { message: MessageView; isWaiting: boolean }) {
  const t = useTranslations("saying");
  const acts = useMessageActions();
  const chat = useChat();

  function undo() {
    deletionsOf(chat).undo(message.id);
    acts.focusMessage(message.seq);
  }

  return (
    <p role="status" className="flex items-center gap-2 text-small text-ink-2">
      {t("deletedJustNow")}
      {isWaiting && (
        <button type="button" onClick={undo} className="rounded-1 font-semibold text-accent hover:underline">
          {t("undo")}
        </button>
      )}
    </p>
  );
}
