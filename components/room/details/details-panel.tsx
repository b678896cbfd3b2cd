"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { Drawer } from "@/components/ui/dialogs/drawer";
import { IconButton } from "@/components/ui/icon-button";
import { useIsWide } from "@/lib/client/page/use-is-wide";
import { useMay } from "@/lib/client/rooms/use-may";
import type { MyRoomView } from "@/lib/shared/views";
import { RoomFiles } from "../files/room-files";
import { RoomSettings } from "../settings/room-settings";
import { AboutRoom } from "./about-room";
import { ChangeList } from "./change-list";
import { MemberList } from "./member-list";
import { Tabs } from "./tabs";

export type Leaf = "members" | "files" | "about" | "settings" | "changes";

type Panel = {
  room: MyRoomView;
  leaf: Leaf;
  onLeaf: (leaf: Leaf) => void;
  onClose: () => void;
  /** Changes when somebody joined, left or got another role. */
  peopleVersion: string;
};

/** The details of a room: a column if there is space, else a drawer. */
export default function DetailsPanel(panel: Panel) {
  const t = useTranslations("details");
  const isWide = useIsWide();

  if (isWide) {
    return (
      <aside
        aria-label={t("title")}
        className="flex w-85 flex-none animate-panel flex-col border-l border-line"
      >
        <Content {...panel} />
      </aside>
    );
  }
  return (
    <Drawer title={t("title")} side="right" isOpen onOpenChange={panel.onClose}>
      <Content {...panel} />
    </Drawer>
  );
}

function Content({ room, leaf, onLeaf, onClose, peopleVersion }: Panel) {
  const t = useTranslations("details");
  const leaves = useLeaves(room);
  const contents = {
    members: <MemberList room={room} version={peopleVersion} />,
    files: <RoomFiles room={room} onClose={onClose} />,
    about: <AboutRoom room={room} />,
    settings: <RoomSettings room={room} />,
    changes: <ChangeList room={room} version={peopleVersion} />,
  };

  return (
    <>
      <header className="flex h-13 flex-none items-center justify-between border-b border-line pr-3 pl-4.5">
        <h2 className="font-semibold">{t("title")}</h2>
        <IconButton label={t("close")} onClick={onClose}>
          <X size={18} aria-hidden />
        </IconButton>
      </header>
      <Tabs
        label={t("title")}
        tabs={leaves.map((value) => ({ value, label: t(value), content: contents[value] }))}
        value={leaves.includes(leaf) ? leaf : "members"}
        onChange={(value) => onLeaf(value as Leaf)}
      />
    </>
  );
}

/** The tabs. Restoring and deleting are available for an archived room too. */
function useLeaves(room: MyRoomView): Leaf[] {
  const may = useMay(room);
  const mayManage = may("change") || may("archive") || may("change kind") || may("delete");
  return [
    "members",
    "files",
    "about",
    ...(mayManage ? (["settings"] as const) : []),
    ...(may("see changes") ? (["changes"] as const) : []),
  ];
}
