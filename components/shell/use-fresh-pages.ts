"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef } from "react";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";

/**
 * Visited rooms are shown from the browser's cache and continue live (`unstable_dynamicStaleTime` in the room's page).
 * Changes that such a page cannot notice discard them all: joining or leaving a room, a renamed room, or a visit to
 * pages without a connection, such as the settings.
 */
export function useFreshPages(): void {
  const router = useRouter();
  const rooms = useMyRooms();
  const names = useMemo(
    () => Object.values(rooms).reduce((all, { id, name }) => `${all}${id}${name} `, ""),
    [rooms],
  );
  const known = useRef(names);

  useEffect(() => {
    if (names === known.current) return;
    known.current = names;
    router.refresh();
  }, [names, router]);
  useEffect(() => () => router.refresh(), [router]);
}
