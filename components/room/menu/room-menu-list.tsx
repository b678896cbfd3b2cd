"use client";

import MenuList, { type MenuEntry, type Opened } from "@/components/ui/menus/menu-list";
import type { MyRoomView } from "@/lib/shared/views";
import { useRoomEntries } from "./use-room-entries";

export type RoomMenuEntries = {
  room: MyRoomView;
  /** Entries above the others. */
  first?: readonly MenuEntry[];
};

/** The menu itself; see `RoomMenu`. */
export default function RoomMenuList({ room, first = [], ...menu }: RoomMenuEntries & Opened) {
  const entries = useRoomEntries(room);

  return <MenuList {...menu} entries={() => [...first, ...entries()]} />;
}
