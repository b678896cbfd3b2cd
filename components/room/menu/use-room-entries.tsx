"use client";

import Bell from "lucide-react/icons/bell";
import BellOff from "lucide-react/icons/bell-off";
import CheckCheck from "lucide-react/icons/check-check";
import ListTree from "lucide-react/icons/list-tree";
import LogOut from "lucide-react/icons/log-out";
import MessageSquareOff from "lucide-react/icons/message-square-off";
import MessagesSquare from "lucide-react/icons/messages-square";
import Star from "lucide-react/icons/star";
import { useTranslations } from "next-intl";
import { useAsk } from "@/components/sidebar/dialogs/use-ask";
import { useFolderEntry } from "@/components/sidebar/folders/use-folder-entry";
import type { MenuEntry } from "@/components/ui/menus/menu-list";
import { useChat } from "@/lib/client/chat/chat-context";
import { isMuted } from "@/lib/shared/rooms/muted";
import type { MyRoomView } from "@/lib/shared/views";
import { useMuteEntry } from "./use-mute-entry";
import { useOwnSettings } from "./use-own-settings";

const NOTIFY = ["default", "everything", "mentions", "keywords", "nothing"] as const;

/** The personal entries of a room's menu, created when it opens. */
export function useRoomEntries(room: MyRoomView): () => MenuEntry[] {
  const t = useTranslations("roomMenu");
  const chat = useChat();
  const ask = useAsk();
  const set = useOwnSettings(room);
  const muteEntry = useMuteEntry(set);
  const folderEntry = useFolderEntry(room);

  const action = (icon: typeof Star, label: string, onSelect: () => void): MenuEntry => {
    const Icon = icon;
    return { kind: "action", icon: <Icon size={16} aria-hidden />, label, onSelect };
  };

  return () => [
    ...(room.unreadCount > 0
      ? [action(CheckCheck, t("markRead"), () => chat.reading.read(room.id, room.seq))]
      : []),
    action(Star, t(room.isStarred ? "unstar" : "star"), () => set({ isStarred: !room.isStarred })),
    folderEntry(),
    isMuted(room, new Date())
      ? action(Bell, t("unmute"), () => set({ mutedUntil: null }))
      : muteEntry(BellOff),
    {
      kind: "menu",
      icon: <Bell size={16} aria-hidden />,
      label: t("notify"),
      entries: [
        {
          kind: "choices",
          label: t("notifyHeading"),
          value: room.notifyChoice ?? "default",
          options: NOTIFY.map((value) => ({ value, label: t(value) })),
          onChoose: (value) => set({ notify: value as (typeof NOTIFY)[number] }),
        },
      ],
    },
    action(
      room.followsThreads ? MessageSquareOff : MessagesSquare,
      t(room.followsThreads ? "unfollowThreads" : "followThreads"),
      () => set({ followThreads: !room.followsThreads }),
    ),
    action(ListTree, t(room.repliesInRoom ? "hideReplies" : "showReplies"), () =>
      set({ repliesInRoom: !room.repliesInRoom }),
    ),
    ...(room.kind === "direct"
      ? []
      : [{ kind: "line" } as const, action(LogOut, t("leave"), () => ask({ kind: "leave", room }))]),
  ];
}
