"use client";

import FolderPlus from "lucide-react/icons/folder-plus";
import Hash from "lucide-react/icons/hash";
import MessageCircle from "lucide-react/icons/message-circle";
import UserPlus from "lucide-react/icons/user-plus";
import { useTranslations } from "next-intl";
import MenuList, { type MenuEntry, type Opened } from "@/components/ui/menus/menu-list";
import { useReader } from "@/lib/client/chat/chat-context";
import { useAsk } from "./dialogs/use-ask";

/** The menu itself; see `StartMenu`. */
export default function StartMenuList(menu: Opened) {
  const t = useTranslations("sidebar");
  const { chat, rendered } = useReader();
  const { inviting } = rendered;
  const ask = useAsk();

  const room: MenuEntry = {
    kind: "action",
    icon: <Hash size={16} aria-hidden />,
    label: t("newRoom"),
    onSelect: () => ask({ kind: "room" }),
  };

  const invite: MenuEntry = {
    kind: "action",
    icon: <UserPlus size={16} aria-hidden />,
    label: t("invitePeople"),
    onSelect: () => ask({ kind: "invite" }),
  };

  return (
    <MenuList
      {...menu}
      entries={[
        ...(chat.account.role === "guest" ? [] : [room]),
        {
          kind: "action",
          icon: <MessageCircle size={16} aria-hidden />,
          label: t("newConversation"),
          onSelect: () => ask({ kind: "conversation" }),
        },
        ...(inviting ? [invite] : []),
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
