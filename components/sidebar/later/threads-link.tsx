"use client";

import MessagesSquare from "lucide-react/icons/messages-square";
import { useTranslations } from "next-intl";
import { useUnreadThreads } from "@/lib/client/threads/use-threads";
import { Count } from "../unread-badge";
import { type Links, ViewLink } from "../view-link";

/** The link to my threads, with the number of unread ones. */
export function ThreadsLink({ onGo }: Links) {
  const t = useTranslations("thread");
  const { count, isForMe } = useUnreadThreads();

  return (
    <ViewLink href="/threads" icon={MessagesSquare} label={t("threads")} onGo={onGo}>
      {count > 0 && (
        <Count count={count} isForMe={isForMe}>
          {t("unreadCount", { count })}
        </Count>
      )}
    </ViewLink>
  );
}
