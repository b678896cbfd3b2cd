"use client";

import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { attentionOf } from "@/lib/client/rooms/attention";
import { useStore } from "@/lib/client/state/use-store";
import { badgedIcon, signOf, withSign } from "./tab-signs";

/** Says in the tab's title and icon what waits, whatever page sets the title and whenever it does. */
export default function UnreadTitle() {
  const { workspace } = useChat();
  const calls = useStore(workspace, ({ rooms }) => attentionOf(Object.values(rooms)).calls);
  const hasUnread = useStore(workspace, ({ rooms }) => attentionOf(Object.values(rooms)).hasUnread);

  useEffect(() => {
    const sign = signOf({ calls, hasUnread });
    const badge = badgedIcon({ calls, hasUnread });
    const apply = () => {
      const title = withSign(document.title, sign);
      if (document.title !== title) document.title = title;
      for (const icon of document.querySelectorAll<HTMLLinkElement>('link[rel="icon"]')) setIcon(icon, badge);
    };
    apply();
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [calls, hasUnread]);

  // The icon of an installed chat, where the system has a place for a number.
  useEffect(() => {
    const told = calls > 0 ? navigator.setAppBadge?.(calls) : navigator.clearAppBadge?.();
    told?.catch(() => {});
  }, [calls]);

  return null;
}

function setIcon(icon: HTMLLinkElement, badge: string | null) {
  icon.dataset.plain ??= icon.href;
  const href = badge ?? icon.dataset.plain;
  if (icon.href !== href) icon.href = href;
}
