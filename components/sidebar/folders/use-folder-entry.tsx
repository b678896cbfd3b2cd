"use client";

import Folder from "lucide-react/icons/folder";
import FolderPlus from "lucide-react/icons/folder-plus";
import { useTranslations } from "next-intl";
import type { MenuEntry } from "@/components/ui/menus/menu-list";
import type { MyRoomView } from "@/lib/shared/views";
import { useAsk } from "../dialogs/use-ask";
import { movedRoom } from "./folders";
import { placed } from "./placed";
import { stepEntries } from "./step-entries";
import { useArrange } from "./use-folders";

const NONE = "none";

/** The menu entry for a room's folder and its place in it. */
export function useFolderEntry(room: MyRoomView): () => MenuEntry {
  const t = useTranslations("roomMenu");
  const ask = useAsk();
  const { folders, arrange } = useArrange();

  const steps = (): MenuEntry[] => {
    const roomIds = folders.find(({ id }) => id === room.folderId)?.roomIds ?? [];
    const steps = stepEntries({
      labels: { up: t("up"), down: t("down") },
      at: roomIds.indexOf(room.id),
      count: roomIds.length,
      onMove: (by) => void arrange(movedRoom(folders, room.id, by)),
    });
    return steps.length > 0 ? [{ kind: "line" }, ...steps] : [];
  };

  const choices = (): MenuEntry[] => [
    {
      kind: "choices",
      label: t("folderHeading"),
      value: room.folderId ?? NONE,
      options: [
        { value: NONE, label: t("noFolder") },
        ...folders.map(({ id, name }) => ({ value: id, label: name })),
      ],
      onChoose: (value) => void arrange(placed(folders, room.id, value === NONE ? null : value)),
    },
    { kind: "line" },
  ];

  return () => ({
    kind: "menu",
    icon: <Folder size={16} aria-hidden />,
    label: t("folder"),
    entries: [
      ...(folders.length > 0 ? choices() : []),
      {
        kind: "action",
        icon: <FolderPlus size={16} aria-hidden />,
        label: t("newFolder"),
        onSelect: () => ask({ kind: "newFolder", roomId: room.id }),
      },
      ...steps(),
    ],
  });
}
