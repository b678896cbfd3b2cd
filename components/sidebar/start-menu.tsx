"use client";

import SquarePen from "lucide-react/icons/square-pen";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { menuOnDemand } from "@/components/ui/menus/menu";

const Choices = menuOnDemand(() => import("./start-menu-list"));

/** The menu of everything that can be created. */
export function StartMenu() {
  const t = useTranslations("sidebar");
  return (
    <Choices
      trigger={(opening) => (
        <IconButton label={t("start")} {...opening}>
          <SquarePen size={17} aria-hidden />
        </IconButton>
      )}
    />
  );
}
