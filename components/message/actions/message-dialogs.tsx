"use client";

import { useScrolling } from "@/components/message/list/use-scrolling";
import { onDemand } from "@/components/ui/on-demand";
import { useRoomUi } from "@/lib/client/actions/message-actions-context";

const EmojiPopover = onDemand(() => import("@/components/emoji/emoji-popover"));
const MessageMenu = onDemand(() => import("./message-menu"));
const MessageDialog = onDemand(() => import("./message-dialog"));
const SwipeToReply = onDemand(() => import("./swipe-to-reply"));

/** The overlay that is open for a message: menu, emoji picker or dialog. Without one, a swipe replies. */
export default function MessageDialogs() {
  useScrolling();
  const opened = useRoomUi((acting) => acting.opened);
  if (!opened) return <SwipeToReply />;
  // A new key per overlay, so that a menu moving to the next message is a new menu.
  const key = `${opened.what} ${opened.message.id}`;
  switch (opened.what) {
    case "menu":
      return <MessageMenu key={`${key} ${opened.at.x} ${opened.at.y}`} {...opened} />;
    case "emoji":
      return <EmojiPopover key={key} message={opened.message} at={opened.at} />;
    default:
      return <MessageDialog key={key} {...opened} />;
  }
}
