"use client";

import { useState } from "react";
import { addressOf } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { useStore } from "@/lib/client/state/use-store";
import { NO_ORDER, steadyOrder } from "@/lib/client/threads/steady-order";
import { useThreads } from "@/lib/client/threads/use-threads";
import type { MyThreadView } from "@/lib/shared/views";
import type { ThreadQuery } from "./thread-filters";

const NOTHING: MyThreadView[] = [];

/**
 * My threads as they are listed: unread ones first, in an order that stays while I read. Needs a fresh `key` for another
 * query.
 */
export function useSteadyThreads({ isUnread, roomId }: ThreadQuery) {
  const rooms = useMyRooms();
  const version = useStore(useThreads().changes);
  const pathOf = (filter: "unread" | "all") =>
    addressOf("GET /me/threads", { filter, ...(roomId && { room: roomId }) });
  const unread = usePages<MyThreadView>({ path: pathOf("unread"), version });
  const all = usePages<MyThreadView>({ path: isUnread ? null : pathOf("all"), version });
  // The read threads follow when all unread ones are there.
  const rest = isUnread || unread.hasMore ? NOTHING : all.items;
  const isFirst = unread.state === "loading" && unread.items.length === 0;

  const [shown, show] = useState({ order: NO_ORDER, unread: NOTHING, rest: NOTHING });
  if (!isFirst && (shown.unread !== unread.items || shown.rest !== rest))
    show({ order: steadyOrder(shown.order, unread.items, rest), unread: unread.items, rest });

  const isFailed = unread.state === "failed" || all.state === "failed";
  const isLoading = unread.state === "loading" || (!isUnread && all.state === "loading");
  return {
    threads: shown.order.threads.filter(({ room }) => room.id in rooms),
    state: isFailed ? ("failed" as const) : isLoading ? ("loading" as const) : ("whole" as const),
    onNearEnd: () => (unread.hasMore ? unread.loadMore() : all.loadMore()),
    again() {
      if (unread.state === "failed") unread.again();
      if (all.state === "failed") all.again();
    },
  };
}
