"use client";

import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { type RoomSection, unreadFirst } from "@/lib/client/rooms/room-sections";
import { shownCount, unreadForMe } from "@/lib/client/rooms/unread-totals";
import { useHereId } from "@/lib/client/rooms/use-here-id";
import { useRoomSections } from "@/lib/client/rooms/use-rooms";
import { keepPreference } from "@/lib/client/storage/preference";
import { asSidebarOrder, SIDEBAR_ORDER_COOKIE, type SidebarOrder } from "@/lib/shared/rooms/sidebar-order";

type Order = { order: SidebarOrder; choose: (order: string) => void; sections: RoomSection[] };

const OrderContext = createContext<Order>({ order: "folders", choose: () => {}, sections: [] });

/** The sort order of the sidebar on this device. */
export const useSidebarOrder = () => use(OrderContext);

/** The sections as displayed: the keys that move between rooms follow them. */
export const useShownSections = () => use(OrderContext).sections;

/** Provides the sort order. `rendered` is the one that the server used. */
export function SidebarOrdering({ rendered, children }: { rendered: SidebarOrder; children: ReactNode }) {
  const [order, show] = useState(rendered);
  const all = useRoomSections();
  const stay = useStay(all);
  const sections = useMemo(
    () =>
      order === "unread"
        ? unreadFirst(all, (room) => room.id === stay || shownCount(room) > 0, unreadForMe)
        : all,
    [all, order, stay],
  );

  function choose(to: string) {
    const chosen = asSidebarOrder(to);
    keepPreference(SIDEBAR_ORDER_COOKIE, chosen);
    show(chosen);
  }

  return <OrderContext value={{ order, choose, sections }}>{children}</OrderContext>;
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
