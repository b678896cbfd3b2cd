"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MessageView } from "@/lib/shared/views";

/** The placeholder of a deleted message. */
export function DeletedText() {
  const t = useTranslations("saying");
  return <p className="text-small text-ink-3 italic">{t("deleted")}</p>;
}

type Line = { message: MessageView; isWaiting: boolean; children: ReactNode };

/** A message being deleted. The deletion can be undone for some seconds. */
export function DeletedLine({ message, isWaiting, children }: Line) {
  const t = useTranslations("saying");
  const acts = useMessageActions();
  const { deletions } = useChat();

  function undo() {
    deletions.undo(message.id);
    acts.focusMessage(message.seq);
  }

  return (
    <>
      <div className="opacity-45" inert>
        {children}
      </div>
      <p role="status" className="flex items-center gap-2 text-small text-ink-2">
        {t("deletedJustNow")}
        {isWaiting && (
          <button
            type="button"
            onClick={undo}
            className="rounded-1 font-semibold text-accent hover:underline"
          >
            {t("undo")}
          </button>
        )}
      </p>
    </>
  );
}
