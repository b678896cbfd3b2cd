import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { NoRooms } from "@/components/room/no-rooms";
import { StartPage } from "@/components/start/start-page";
import { sectionsOf } from "@/lib/client/rooms/room-sections";
import { readAccount } from "@/lib/domain/people/read-account";
import { readFirstSteps } from "@/lib/domain/workspace/read-first-steps";
import { currentActor } from "@/lib/doors/page";
import { LAST_ROOM_COOKIE } from "@/lib/shared/rooms/last-room";
import { roomPath } from "@/lib/shared/rooms/room-path";
import { mySidebar } from "./sidebar";

/**
 * The start page: shows the first steps of a new workspace to the person who set it up. Otherwise it opens the room last used
 * on this device, else the first one. Without rooms it offers ways to find one.
 */
export default async function ChatStart() {
  const actor = await currentActor();
  const { hasFirstSteps, role } = await readAccount(actor, {});
  if (hasFirstSteps && role === "administrator") return <StartPage steps={await readFirstSteps(actor, {})} />;
  const { rooms, folders } = await mySidebar();
  const last = (await cookies()).get(LAST_ROOM_COOKIE)?.value;
  const shown = sectionsOf(rooms, folders, "").flatMap((section) => section.rooms);
  const room = rooms.find(({ id }) => id === last) ?? shown[0];
  if (room) redirect(roomPath(room));
  return <NoRooms />;
}
