"use client";

import { clsx } from "clsx";
import Ellipsis from "lucide-react/icons/ellipsis";
import FileIcon from "lucide-react/icons/file";
import Pin from "lucide-react/icons/pin";
import Search from "lucide-react/icons/search";
import Users from "lucide-react/icons/users-round";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { menuOnDemand } from "@/components/ui/menus/menu";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { MyRoomView } from "@/lib/shared/views";
import type { Leaf } from "./details/details-panel";
import type { HeaderMenuEntries } from "./header-menu-list";
import { PageHeader } from "./page-header";
import { RoomIcon } from "./room-icon";

const HeaderMenu = menuOnDemand<HeaderMenuEntries>(() => import("./header-menu-list"));

/** The panel beside the messages. */
export type Panel = Leaf | "pins" | null;

type Header = {
  room: MyRoomView;
  panel: Panel;
  onPanel: (panel: Panel) => void;
  onFind: () => void;
};

const BUTTON =
  "flex h-8 flex-none items-center gap-1.5 rounded-row px-2.5 text-small font-medium text-ink-2 hover:bg-hover";

/** The header of a room: name, topic and members. */
export function RoomHeader({ room, panel, onPanel, onFind }: Header) {
  const isInDetails = panel !== null && panel !== "pins" && panel !== "files";
  const t = useTranslations("room");
  const tPins = useTranslations("pins");
  const tFind = useTranslations("search.room");
  const { account } = useChat();
  const nameOf = useRoomName();
  const members = t("members", { count: room.memberCount });

  return (
    <PageHeader
      title={nameOf(room)}
      topic={room.topic}
      icon={<RoomIcon room={room} me={account.id} size={17} />}
    >
      <button
        type="button"
        aria-label={members}
        title={members}
        aria-expanded={isInDetails}
        onClick={() => onPanel(isInDetails ? null : "members")}
        className={clsx(BUTTON, isInDetails && "bg-hover")}
      >
        <Users size={16} aria-hidden />
        {room.memberCount}
      </button>
      <button
        type="button"
        aria-label={tPins("show")}
        title={tPins("show")}
        aria-expanded={panel === "pins"}
        onClick={() => onPanel(panel === "pins" ? null : "pins")}
        className={clsx(BUTTON, panel === "pins" && "bg-hover")}
      >
        <Pin size={16} aria-hidden />
      </button>
      <button
        type="button"
        aria-label={t("files")}
        title={t("files")}
        aria-expanded={panel === "files"}
        onClick={() => onPanel(panel === "files" ? null : "files")}
        className={clsx(BUTTON, "max-md:hidden", panel === "files" && "bg-hover")}
      >
        <FileIcon size={16} aria-hidden />
      </button>
      <button
        type="button"
        aria-label={tFind("open")}
        title={tFind("open")}
        onClick={onFind}
        className={BUTTON}
      >
        <Search size={16} aria-hidden />
      </button>
      <HeaderMenu
        room={room}
        onLeaf={onPanel}
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
