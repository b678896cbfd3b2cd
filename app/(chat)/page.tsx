import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { NoRooms } from "@/components/room/no-rooms";
import { sectionsOf } from "@/lib/client/rooms/room-sections";
import { LAST_ROOM_COOKIE } from "@/lib/shared/rooms/last-room";
import { roomPath } from "@/lib/shared/rooms/room-path";
import { mySidebar } from "./sidebar";

/**
 * The start page: opens the room last used on this device, else the first one. Without rooms it offers ways to find
 * one.
 */
export default async function StartPage() {
  const { rooms, folders } = await mySidebar();
  const last = (await cookies()).get(LAST_ROOM_COOKIE)?.value;
  const shown = sectionsOf(rooms, folders, "").flatMap((section) => section.rooms);
  const room = rooms.find(({ id }) => id === last) ?? shown[0];
  if (room) redirect(roomPath(room));
  return <NoRooms />;
}
