"use client";

import { useEffect } from "react";
import { useUnreadTotal } from "@/lib/client/use-rooms";
import { LIMITS } from "@/lib/shared/limits";

/** Puts the number of unread messages before the tab's title, whatever page sets the title and whenever it does. */
export function UnreadTitle() {
  const total = useUnreadTotal();

  useEffect(() => {
    const count = total >= LIMITS.unreadCount ? `${LIMITS.unreadCount - 1}+` : `${total}`;
    const prefix = total > 0 ? `(${count}) ` : "";
    const apply = () => {
      const title = prefix + document.title.replace(/^\(\d+\+?\) /, "");
      if (document.title !== title) document.title = title;
    };
    apply();
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [total]);

  return null;
}
