"use client";

import Reply from "lucide-react/icons/reply";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { useMessageWords } from "@/components/message/use-message-words";
import { IconButton } from "@/components/ui/icon-button";
import { useMessageActions, useRoomUi } from "@/lib/client/actions/message-actions-context";
import { useQuoted } from "@/lib/client/timeline/use-quoted";

/** The message being replied to, in its current state: edited, or deleted. */
export default function ReplyBar() {
  const t = useTranslations("reply");
  const acts = useMessageActions();
  const wordsOf = useMessageWords();
  const to = useRoomUi(({ replyTo }) => replyTo);
  const quoted = useQuoted(to?.seq ?? null);
  if (!to) return null;
  const now = quoted === undefined || quoted === "missing" ? to : quoted;

  return (
    <div className="flex items-center gap-2 border-b border-line py-1 pr-1.5 pl-3.5 text-small text-ink-2">
      <Reply size={15} aria-hidden className="flex-none text-ink-3" />
      <p role="status" className="min-w-0 flex-1 truncate">
        {now.deletedAt ? (
          t("deleted")
        ) : (
          <>
            <span className="font-medium text-ink">{t("to", { name: now.sender.displayName })}</span>{" "}
            <bdi>{wordsOf(now)}</bdi>
          </>
        )}
      </p>
      <IconButton
        label={t("cancel")}
        onClick={() => {
          acts.dropReply();
          acts.focusComposer();
        }}
        className="size-7!"
      >
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
