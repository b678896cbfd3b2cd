"use client";

import { clsx } from "clsx";
import Ellipsis from "lucide-react/icons/ellipsis";
import FileIcon from "lucide-react/icons/file";
import Pin from "lucide-react/icons/pin";
import Search from "lucide-react/icons/search";
import Users from "lucide-react/icons/users-round";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { menuOnDemand } from "@/components/ui/menus/menu";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { MyRoomView } from "@/lib/shared/views";
import type { HeaderMenuEntries } from "./header-menu-list";
import { PageHeader } from "./page-header";
import { RoomIcon } from "./room-icon";
import { isDetails, type Panel } from "./use-panel";

const HeaderMenu = menuOnDemand<HeaderMenuEntries>(() => import("./header-menu-list"));

type Header = {
  room: MyRoomView;
  panel: Panel;
  onPanel: (panel: Panel) => void;
  onFind: () => void;
};

/** The header of a room: name, topic and members. */
export function RoomHeader({ room, panel, onPanel, onFind }: Header) {
  const isInDetails = isDetails(panel) && panel !== "files";
  const t = useTranslations("room");
  const tPins = useTranslations("pins");
  const tFind = useTranslations("search.room");
  const { account } = useChat();
  const nameOf = useRoomName();
  const members = t("members", { count: room.memberCount });
  const toggle = (of: "pins" | "files") => ({
    isOpen: panel === of,
    onPress: () => onPanel(panel === of ? null : of),
  });

  return (
    <PageHeader
      title={nameOf(room)}
      topic={room.topic}
      icon={<RoomIcon room={room} me={account.id} size={17} />}
    >
      <HeaderButton
        label={members}
        isOpen={isInDetails}
        onPress={() => onPanel(isInDetails ? null : "members")}
      >
        <Users size={16} aria-hidden />
        {room.memberCount}
      </HeaderButton>
      <HeaderButton label={tPins("show")} {...toggle("pins")}>
        <Pin size={16} aria-hidden />
      </HeaderButton>
      <HeaderButton label={t("files")} {...toggle("files")} className="max-md:hidden">
        <FileIcon size={16} aria-hidden />
      </HeaderButton>
      <HeaderButton label={tFind("open")} onPress={onFind}>
        <Search size={16} aria-hidden />
      </HeaderButton>
      <HeaderMenu
        room={room}
        onPanel={onPanel}
        onFind={onFind}
        trigger={(opening) => (
          <IconButton label={t("menu")} {...opening}>
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        )}
      />
    </PageHeader>
  );
}

type HeaderButtonProps = {
  label: string;
  /** True while its panel is open; undefined for a button without one. */
  isOpen?: boolean;
  onPress: () => void;
  className?: string;
  children: ReactNode;
};

function HeaderButton({ label, isOpen, onPress, className, children }: HeaderButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-expanded={isOpen}
      onClick={onPress}
      className={clsx(
        "flex h-8 flex-none items-center gap-1.5 rounded-row px-2.5 text-small font-medium text-ink-2 hover:bg-hover",
        isOpen && "bg-hover",
        className,
      )}
    >
      {children}
    </button>
  );
}
