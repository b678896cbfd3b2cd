"use client";

import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import Pencil from "lucide-react/icons/pencil";
import Trash from "lucide-react/icons/trash-2";
import { useTranslations } from "next-intl";
import MenuList, { type MenuEntry, type Opened } from "@/components/ui/menu-list";
import type { FolderView } from "@/lib/shared/views";
import { useAsk } from "../chat-dialogs";
import { moved } from "./folders";
import { useArrange } from "./use-folders";

export type FolderMenuEntries = { folder: FolderView };

/** The menu itself; see `FolderMenu`. */
export default function FolderMenuList({ folder, ...menu }: FolderMenuEntries & Opened) {
  const t = useTranslations("folder");
  const ask = useAsk();
  const { folders, arrange } = useArrange();

  function entries(): MenuEntry[] {
    const at = folders.findIndex(({ id }) => id === folder.id);
    const move = (by: -1 | 1) => void arrange(moved(folders, folder.id, by));
    const up: MenuEntry = {
      kind: "action",
      icon: <ArrowUp size={16} aria-hidden />,
      label: t("up"),
      onSelect: () => move(-1),
    };
    const down: MenuEntry = {
      kind: "action",
      icon: <ArrowDown size={16} aria-hidden />,
      label: t("down"),
      onSelect: () => move(1),
    };
    return [
      {
        kind: "action",
        icon: <Pencil size={16} aria-hidden />,
        label: t("renameEntry"),
        onSelect: () => ask({ kind: "renameFolder", folder }),
      },
      ...(at > 0 ? [up] : []),
      ...(at < folders.length - 1 ? [down] : []),
      { kind: "line" },
      {
        kind: "action",
        icon: <Trash size={16} aria-hidden />,
        label: t("deleteEntry"),
        isDangerous: true,
        onSelect: () => ask({ kind: "deleteFolder", folder }),
      },
    ];
  }

  return <MenuList {...menu} entries={entries} />;
}
