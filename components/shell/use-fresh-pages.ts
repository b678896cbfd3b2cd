"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef } from "react";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";

/**
 * Rooms that were visited are shown again as the browser has them, and go on from there (`unstable_dynamicStaleTime` in
 * the room's page). What such a page cannot know by itself throws them all away: I came into a room or out of one, a
 * room was renamed, or I was elsewhere, in the settings say, where nobody listens to what happens.
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
