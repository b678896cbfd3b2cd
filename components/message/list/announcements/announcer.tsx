"use client";

import { useTranslations } from "next-intl";
import { useChat } from "@/lib/client/chat/chat-context";
import type { Feed } from "@/lib/client/timeline/feed";
import { useMessageWords } from "../../use-message-words";
import { useAnnouncements } from "./use-announcements";

/**
 * A live region that announces each new message once, its author first. The list itself is not live, because a screen
 * reader would also read loaded history.
 */
export function Announcer({ feed }: { feed: Feed }) {
  const t = useTranslations("reading");
  const { account } = useChat();
  const said = useAnnouncements(feed, account.id, useMessageWords());

  return (
    <div aria-live="polite" className="sr-only">
      {said.map((each) => (
        <p key={each.key}>
          {each.kind === "many"
            ? t("many", { count: each.count })
            : t("said", { name: each.name, text: each.text })}
        </p>
      ))}
    </div>
  );
}
