"use client";

import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { type RoomSection, unreadFirst } from "@/lib/client/rooms/room-sections";
import { useHereId } from "@/lib/client/rooms/use-here-id";
import { useRoomSections } from "@/lib/client/rooms/use-rooms";
import { useStore } from "@/lib/client/state/use-store";
import { shownCount, unreadForMe } from "@/lib/shared/rooms/unread-totals";

const Sections = createContext<RoomSection[]>([]);

/** The sections as displayed: the keys that move between rooms follow them. */
export const useShownSections = () => use(Sections);

/** Sorts the sections of the sidebar as the reader has chosen. */
export function SidebarOrdering({ children }: { children: ReactNode }) {
  const order = useStore(useChat().ownAccount, ({ sidebarOrder }) => sidebarOrder);
  const all = useRoomSections();
  const stay = useStay(all);
  const sections = useMemo(
    () =>
      order === "unread"
        ? unreadFirst(all, (room) => room.id === stay || shownCount(room) > 0, unreadForMe)
        : all,
    [all, order, stay],
  );

  return <Sections value={sections}>{children}</Sections>;
}

/** The open room stays among the unread ones until the user leaves it, so that nothing moves under the pointer. */
function useStay(sections: readonly RoomSection[]): string | null {
  const here = useHereId();
  const [entered, enter] = useState<{ id: string | null; wasUnread: boolean }>({
    id: null,
    wasUnread: false,
  });

  if (entered.id !== here) {
    const room = sections.flatMap(({ rooms }) => rooms).find(({ id }) => id === here);
    enter({ id: here, wasUnread: room !== undefined && shownCount(room) > 0 });
  }
  return entered.wasUnread ? entered.id : null;
}
