import type { ReactNode } from "react";
import { RoomHeading } from "@/components/administration/rooms/room-heading";
import { RoomTabs } from "@/components/administration/rooms/room-tabs";
import { shownRoom } from "./shown-room";

type Props = { params: Promise<{ room: string }>; children: ReactNode };

export default async function AdministeredRoomLayout({ params, children }: Props) {
  const room = await shownRoom((await params).room);

  return (
    <>
      <RoomHeading room={room} />
      <RoomTabs room={room} />
      {children}
    </>
  );
}
