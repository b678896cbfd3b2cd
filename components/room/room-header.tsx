"use client";

import { clsx } from "clsx";
import Ellipsis from "lucide-react/icons/ellipsis";
import FileIcon from "lucide-react/icons/file";
import Info from "lucide-react/icons/info";
import Pin from "lucide-react/icons/pin";
import Search from "lucide-react/icons/search";
import Settings from "lucide-react/icons/settings";
import Users from "lucide-react/icons/users-round";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import type { MenuEntry } from "@/components/ui/menu-list";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useMay } from "@/lib/client/rooms/use-may";
import { keyWord, SHORTCUTS } from "@/lib/client/shortcuts/shortcuts";
import type { MyRoomView } from "@/lib/shared/views";
import type { Leaf } from "./details-panel";
import { PageHeader } from "./page-header";
import { RoomIcon } from "./room-icon";
import { RoomMenu } from "./room-menu";

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
        className={clsx(BUTTON, panel === "files" && "bg-hover")}
      >
        <FileIcon size={16} aria-hidden />
      </button>
      <HeaderMenu room={room} onLeaf={onPanel} onFind={onFind} />
    </PageHeader>
  );
}

type MenuProps = Pick<Header, "room" | "onFind"> & { onLeaf: (leaf: Leaf) => void };

function HeaderMenu({ room, onLeaf, onFind }: MenuProps) {
  const t = useTranslations("room");
  const tSearch = useTranslations("search");
  const may = useMay(room);

  const details: MenuEntry = {
    kind: "action",
    icon: <Info size={16} aria-hidden />,
    label: t("details"),
    onSelect: () => onLeaf("about"),
  };
  const settings: MenuEntry = {
    kind: "action",
    icon: <Settings size={16} aria-hidden />,
    label: t("settings"),
    onSelect: () => onLeaf("settings"),
  };

  const find: MenuEntry = {
    kind: "action",
    icon: <Search size={16} aria-hidden />,
    label: tSearch("room.open"),
    keyName: keyWord(SHORTCUTS.findInRoom.chords[0]),
    onSelect: onFind,
  };

  return (
    <RoomMenu
      room={room}
      first={[find, details, ...(may("change") || may("archive") ? [settings] : []), { kind: "line" }]}
      trigger={(opening) => (
        <IconButton label={t("menu")} {...opening}>
          <Ellipsis size={18} aria-hidden />
        </IconButton>
      )}
    />
  );
}
