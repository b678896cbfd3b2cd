"use client";

import { clsx } from "clsx";
import Ellipsis from "lucide-react/icons/ellipsis";
import Info from "lucide-react/icons/info";
import Settings from "lucide-react/icons/settings";
import Users from "lucide-react/icons/users-round";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import type { MenuEntry } from "@/components/ui/menu-list";
import { useChat } from "@/lib/client/chat-context";
import { useMay } from "@/lib/client/use-may";
import { useRoomName } from "@/lib/client/use-room-name";
import type { MyRoomView } from "@/lib/shared/views";
import type { Leaf } from "./details-panel";
import { PageHeader } from "./page-header";
import { RoomIcon } from "./room-icon";
import { RoomMenu } from "./room-menu";

type Header = { room: MyRoomView; leaf: Leaf | null; onLeaf: (leaf: Leaf | null) => void };

/** Which room this is, what it is about, and who is in it. */
export function RoomHeader({ room, leaf, onLeaf }: Header) {
  const t = useTranslations("room");
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
        aria-expanded={leaf !== null}
        onClick={() => onLeaf(leaf ? null : "members")}
        className={clsx(
          "flex h-8 flex-none items-center gap-1.5 rounded-row px-2.5 text-small font-medium text-ink-2 hover:bg-hover",
          leaf && "bg-hover",
        )}
      >
        <Users size={16} aria-hidden />
        {room.memberCount}
      </button>
      <HeaderMenu room={room} onLeaf={onLeaf} />
    </PageHeader>
  );
}

function HeaderMenu({ room, onLeaf }: Pick<Header, "room" | "onLeaf">) {
  const t = useTranslations("room");
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

  return (
    <RoomMenu
      room={room}
      first={[details, ...(may("change") || may("archive") ? [settings] : []), { kind: "line" }]}
      trigger={(opening) => (
        <IconButton label={t("menu")} {...opening}>
          <Ellipsis size={18} aria-hidden />
        </IconButton>
      )}
    />
  );
}
