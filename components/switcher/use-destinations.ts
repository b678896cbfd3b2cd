"use client";

import { useMemo, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { type Address, addressOf, withQuery } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import { inOtherAlphabet } from "@/lib/client/names/name-sound";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { recentRooms } from "@/lib/client/rooms/recent-rooms";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { shownCount, unreadForMe } from "@/lib/shared/rooms/unread-totals";
import type { MyRoomView, Page } from "@/lib/shared/views";
import {
  type Destination,
  findableOthers,
  findablePeople,
  findableRooms,
  findDestinations,
  foundSections,
  restingSections,
} from "./destinations";
import { otherLayout } from "./match-names";
import { useSwitcherActions } from "./switcher-actions";

/** The size of the first page; in longer lists the server searches. */
const READ = 200;
const SHOWN = 50;

/** The destinations that match a query. `state` tells whether the server's results are complete. */
export function useDestinations(typed: string, here: string | null) {
  const { account } = useChat();
  const myRooms = useMyRooms();
  const nameOf = useRoomName();
  const [visited] = useState(() => recentRooms(account.id));
  const people = useFound(addressOf("GET /users", {}), typed);
  const browsed = useFound(
    account.role === "guest" ? null : addressOf("GET /rooms", { scope: "browse", sort: "activity" }),
    typed,
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: names are a function of the rooms.
  const all = useMemo(() => {
    const rooms = Object.values(myRooms);
    const waiting = (room: MyRoomView) => ({ calls: unreadForMe(room), unread: shownCount(room) });
    return [
      ...findableRooms(rooms, { me: account.id, nameOf, visited, waiting }),
      ...findablePeople(people.items, rooms, account.id),
      ...findableOthers(browsed.items, rooms),
    ];
  }, [myRooms, people.items, browsed.items, visited, account.id]);
  const { found, bestFit } = useMemo(
    () => findDestinations(all, typed, { here, limit: SHOWN }),
    [all, typed, here],
  );
  const actions = useSwitcherActions();
  const isLoading = people.isLoading || browsed.isLoading;
  const text = typed.trim();
  const isUnread = (to: Destination) => to.kind === "mine" && shownCount(to.room) > 0;
  const sections = !text
    ? restingSections(found, actions, { visited, isUnread })
    : // While results are on their way, Enter waits for the first of them.
      found.length === 0 && isLoading
      ? []
      : foundSections(found, actions, { typed: text, placeFit: bestFit });
  return { sections, isLoading };
}

/** A list of the REST API: its first page, and the server's matches for the rest. */
function useFound<T extends { id: string }>(path: Address<Page<T>> | null, typed: string) {
  const beginning = usePages({ path: path && withQuery(path, { limit: READ }) });
  const q = beginning.hasMore ? typed.trim() : "";
  const inThis = usePages({ path: searchPath(path, q) });
  const inOther = usePages({ path: searchPath(path, otherLayout(q)) });
  const bySound = usePages({ path: searchPath(path, inOtherAlphabet(q)) });

  const items = useMemo(() => {
    const all = [...beginning.items, ...inThis.items, ...inOther.items, ...bySound.items];
    return [...new Map(all.map((item) => [item.id, item])).values()];
  }, [beginning.items, inThis.items, inOther.items, bySound.items]);
  const isLoading =
    path !== null && (beginning.state === "loading" || (q !== "" && inThis.state === "loading"));
  return { items, isLoading };
}

const searchPath = <T>(path: Address<T> | null, q: string) =>
  path && q ? withQuery(path, { limit: 20, q }) : null;
