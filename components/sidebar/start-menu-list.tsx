"use client";

import FolderPlus from "lucide-react/icons/folder-plus";
import Hash from "lucide-react/icons/hash";
import MessageCircle from "lucide-react/icons/message-circle";
import { useTranslations } from "next-intl";
import MenuList, { type MenuEntry, type Opened } from "@/components/ui/menus/menu-list";
import { useChat } from "@/lib/client/chat/chat-context";
import { useAsk } from "./dialogs/chat-dialogs";

/** The menu itself; see `StartMenu`. */
export default function StartMenuList(menu: Opened) {
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
    <MenuList
      {...menu}
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
