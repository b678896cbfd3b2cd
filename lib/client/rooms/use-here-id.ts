"use client";

import { usePathname } from "next/navigation";
import { isAt } from "./is-at";
import { useMyRooms } from "./use-rooms";

/** The id of my room whose page is open. */
export function useHereId(): string | null {
  const pathname = usePathname();
  const rooms = useMyRooms();
  return Object.values(rooms).find((room) => isAt(room, pathname))?.id ?? null;
}
