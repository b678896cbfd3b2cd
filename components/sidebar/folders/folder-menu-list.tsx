"use client";

import Pencil from "lucide-react/icons/pencil";
import Trash from "lucide-react/icons/trash-2";
import { useTranslations } from "next-intl";
import MenuList, { type MenuEntry, type Opened } from "@/components/ui/menus/menu-list";
import type { FolderView } from "@/lib/shared/views";
import { useAsk } from "../dialogs/use-ask";
import { moved } from "./folders";
import { stepEntries } from "./step-entries";
import { useArrange } from "./use-folders";

export type FolderMenuEntries = { folder: FolderView };

/** The menu itself; see `FolderMenu`. */
export default function FolderMenuList({ folder, ...menu }: FolderMenuEntries & Opened) {
  const t = useTranslations("folder");
  const ask = useAsk();
  const { folders, arrange } = useArrange();

  function entries(): MenuEntry[] {
    return [
      {
        kind: "action",
        icon: <Pencil size={16} aria-hidden />,
        label: t("renameEntry"),
        onSelect: () => ask({ kind: "renameFolder", folder }),
      },
      ...stepEntries({
        labels: { up: t("up"), down: t("down") },
        at: folders.findIndex(({ id }) => id === folder.id),
        count: folders.length,
        onMove: (by) => void arrange(moved(folders, folder.id, by)),
      }),
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
