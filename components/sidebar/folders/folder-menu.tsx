"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { menuOnDemand } from "@/components/ui/menus/menu";
import type { FolderView } from "@/lib/shared/views";
import type { FolderMenuEntries } from "./folder-menu-list";

const Choices = menuOnDemand<FolderMenuEntries>(() => import("./folder-menu-list"));

/** The menu of a folder. */
export function FolderMenu({ folder }: { folder: FolderView }) {
  const t = useTranslations("folder");
  return (
    <Choices
      folder={folder}
      trigger={(opening) => (
        <IconButton label={t("menu", { name: folder.name })} {...opening}>
          <Ellipsis size={16} aria-hidden />
        </IconButton>
      )}
    />
  );
}
