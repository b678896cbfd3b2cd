import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { NoRooms } from "@/components/room/no-rooms";
import { sectionsOf } from "@/lib/client/room-sections";
import { currentActor } from "@/lib/doors/page";
import { LAST_ROOM_COOKIE } from "@/lib/shared/last-room";
import { roomPath } from "@/lib/shared/room-path";
import { readMyRooms } from "./my-rooms";

/** The start: the room where this device was last, else the first one; and a way on for those who are in none. */
export default async function StartPage() {
  const rooms = await readMyRooms(await currentActor());
  const last = (await cookies()).get(LAST_ROOM_COOKIE)?.value;
  const sections = sectionsOf(rooms, "");
  const room = rooms.find(({ id }) => id === last) ?? sections.rooms[0] ?? sections.direct[0];
  if (room) redirect(roomPath(room));
  return <NoRooms />;
}
