"use client";

import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import { useUnreadThreads } from "@/lib/client/threads/use-threads";
import { sentPercent } from "@/lib/client/uploads/upload-state";
import { badgeCount, unreadTotals } from "@/lib/shared/rooms/unread-totals";
import { badgedIcon, titleBadge, withTitleBadge } from "./title-badge";

/** Shows unread state and sent files in the tab's title and icon, whatever page sets the title. */
export function UnreadTitle() {
  const { workspace, uploads, notificationSettings } = useChat();
  const percent = useStore(uploads.store, sentPercent);
  const calls = useStore(workspace, ({ rooms }) => unreadTotals(Object.values(rooms)).calls);
  const hasUnreadRoom = useStore(workspace, ({ rooms }) => unreadTotals(Object.values(rooms)).hasUnread);
  const { count: threadCount } = useUnreadThreads();
  const hasUnread = threadCount > 0 || hasUnreadRoom;

  useEffect(() => {
    const sign = titleBadge({ calls, hasUnread }, percent);
    const badge = badgedIcon({ calls, hasUnread });
    const apply = () => {
      const title = withTitleBadge(document.title, sign);
      if (document.title !== title) document.title = title;
      for (const icon of document.querySelectorAll<HTMLLinkElement>('link[rel="icon"]')) setIcon(icon, badge);
    };
    apply();
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [calls, hasUnread, percent]);

  const choice = useStore(notificationSettings, (settings) => settings?.badge ?? "mentions");
  const count = useStore(workspace, ({ rooms }) => badgeCount(Object.values(rooms), choice, threadCount));

  // The badge of an installed app, where the system supports one.
  useEffect(() => {
    const told = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
    told?.catch(() => {});
  }, [count]);

  return null;
}

function setIcon(icon: HTMLLinkElement, badge: string | null) {
  icon.dataset.plain ??= icon.href;
  const href = badge ?? icon.dataset.plain;
  if (icon.href !== href) icon.href = href;
}
