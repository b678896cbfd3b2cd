"use client";

import type BellOff from "lucide-react/icons/bell-off";
import { useTranslations } from "next-intl";
import type { MenuEntry } from "@/components/ui/menus/menu-list";
import { type MuteLength, muteEnd } from "@/lib/client/rooms/mute";
import type { OwnSettings } from "./use-own-settings";

const LENGTHS = ["tomorrow", "week", "forever"] as const satisfies readonly MuteLength[];

/** The durations of a mute. */
export function useMuteEntry(set: (wanted: OwnSettings) => void): (icon: typeof BellOff) => MenuEntry {
  const t = useTranslations("roomMenu");

  return (Icon) => ({
    kind: "menu",
    icon: <Icon size={16} aria-hidden />,
    label: t("mute"),
    entries: LENGTHS.map((length) => ({
      kind: "action",
      icon: null,
      label: t(length),
      onSelect: () => set({ mutedUntil: muteEnd(length) }),
    })),
  });
}
