"use client";

import type { ComponentProps } from "react";
import { Menu } from "@/components/ui/menu";
import type { MenuEntry } from "@/components/ui/menu-list";
import type { MyRoomView } from "@/lib/shared/views";
import { useRoomEntries } from "./use-room-entries";

type RoomMenu = Omit<ComponentProps<typeof Menu>, "entries"> & {
  room: MyRoomView;
  /** What stands above the rest. */
  first?: readonly MenuEntry[];
};

/** What one can do with a room for oneself: order it, silence it, leave it. */
export function RoomMenu({ room, first = [], ...menu }: RoomMenu) {
  const entries = useRoomEntries(room);

  return <Menu {...menu} entries={() => [...first, ...entries()]} />;
}
