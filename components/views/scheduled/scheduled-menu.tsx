"use client";

import CalendarClock from "lucide-react/icons/calendar-clock";
import Copy from "lucide-react/icons/copy";
import Ellipsis from "lucide-react/icons/ellipsis";
import Pencil from "lucide-react/icons/pencil";
import Send from "lucide-react/icons/send";
import Trash from "lucide-react/icons/trash-2";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menus/menu";
import type { MenuEntry } from "@/components/ui/menus/menu-list";
import { copyText } from "@/lib/client/page/copy-text";
import type { ScheduledView } from "@/lib/shared/views";
import type { ScheduledActions } from "./use-scheduled-actions";

type ScheduledMenuProps = {
  item: ScheduledView;
  acts: ScheduledActions;
  onEdit: () => void;
  onReschedule: () => void;
};

/** The menu of a scheduled message. */
export function ScheduledMenu({ item, acts, onEdit, onReschedule }: ScheduledMenuProps) {
  const t = useTranslations("scheduled");
  const action = (Icon: typeof Pencil, label: string, onSelect: () => void): MenuEntry => ({
    kind: "action",
    icon: <Icon size={16} aria-hidden />,
    label,
    onSelect,
  });
  const entries: MenuEntry[] = [
    action(Pencil, t("edit"), onEdit),
    action(CalendarClock, t("reschedule"), onReschedule),
    action(Send, t("sendNow"), () => void acts.sendNow(item)),
    ...(item.text ? [action(Copy, t("copy"), () => void copyText(item.text))] : []),
    { kind: "line" },
    {
      kind: "action",
      icon: <Trash size={16} aria-hidden />,
      label: t("delete"),
      isDangerous: true,
      onSelect: () => void acts.remove(item),
    },
  ];

  return (
    <Menu
      entries={entries}
      trigger={(opening) => (
        <IconButton label={t("actions")} {...opening}>
          <Ellipsis size={17} aria-hidden />
        </IconButton>
      )}
    />
  );
}
