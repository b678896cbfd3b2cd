"use client";

import Info from "lucide-react/icons/info";
import Link2 from "lucide-react/icons/link-2";
import Search from "lucide-react/icons/search";
import Settings from "lucide-react/icons/settings";
import { useTranslations } from "next-intl";
import type { MenuEntry, Opened } from "@/components/ui/menus/menu-list";
import { useMay } from "@/lib/client/rooms/use-may";
import { keyWord } from "@/lib/client/shortcuts/key-names";
import { SHORTCUTS } from "@/lib/client/shortcuts/shortcuts";
import type { MyRoomView } from "@/lib/shared/views";
import RoomMenuList from "./menu/room-menu-list";
import type { Panel } from "./use-panel";

export type HeaderMenuEntries = { room: MyRoomView; onPanel: (panel: Panel) => void; onFind: () => void };

/** The menu itself; see `RoomHeader`. */
export default function HeaderMenuList({ room, onPanel, onFind, ...menu }: HeaderMenuEntries & Opened) {
  const t = useTranslations("room");
  const tBookmarks = useTranslations("bookmarks");
  const tSearch = useTranslations("search");
  const may = useMay(room);

  const find: MenuEntry = {
    kind: "action",
    icon: <Search size={16} aria-hidden />,
    label: tSearch("room.open"),
    keyName: keyWord(SHORTCUTS.findInRoom.chords[0]),
    onSelect: onFind,
  };
  const details: MenuEntry = {
    kind: "action",
    icon: <Info size={16} aria-hidden />,
    label: t("details"),
    onSelect: () => onPanel("about"),
  };
  const bookmarks: MenuEntry = {
    kind: "action",
    icon: <Link2 size={16} aria-hidden />,
    label: tBookmarks("title"),
    onSelect: () => onPanel("bookmarks"),
  };
  const settings: MenuEntry = {
    kind: "action",
    icon: <Settings size={16} aria-hidden />,
    label: t("settings"),
    onSelect: () => onPanel("settings"),
  };

  return (
    <RoomMenuList
      {...menu}
      room={room}
      first={[
        find,
        details,
        bookmarks,
        ...(may("change") || may("archive") ? [settings] : []),
        { kind: "line" },
      ]}
    />
  );
}
