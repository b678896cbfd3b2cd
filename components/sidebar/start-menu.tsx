"use client";

import FolderPlus from "lucide-react/icons/folder-plus";
import Hash from "lucide-react/icons/hash";
import MessageCircle from "lucide-react/icons/message-circle";
import SquarePen from "lucide-react/icons/square-pen";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import type { MenuEntry } from "@/components/ui/menu-list";
import { useChat } from "@/lib/client/chat/chat-context";
import { useAsk } from "./chat-dialogs";

/** The menu of everything that can be created. */
export function StartMenu() {
  const t = useTranslations("sidebar");
  const { account } = useChat();
  const ask = useAsk();

  const room: MenuEntry = {
    kind: "action",
    icon: <Hash size={16} aria-hidden />,
    label: t("newRoom"),
    onSelect: () => ask({ kind: "room" }),
  };

  return (
    <Menu
      trigger={(opening) => (
        <IconButton label={t("start")} {...opening}>
          <SquarePen size={17} aria-hidden />
        </IconButton>
      )}
      entries={[
        ...(account.role === "guest" ? [] : [room]),
        {
          kind: "action",
          icon: <MessageCircle size={16} aria-hidden />,
          label: t("newConversation"),
          onSelect: () => ask({ kind: "conversation" }),
        },
        {
          kind: "action",
          icon: <FolderPlus size={16} aria-hidden />,
          label: t("newFolder"),
          onSelect: () => ask({ kind: "newFolder" }),
        },
      ]}
    />
  );
}
