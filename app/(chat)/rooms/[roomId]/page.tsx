import type { Metadata } from "next";
import { cache } from "react";
import { RoomPreview } from "@/components/room/room-preview";
import { RoomScreen } from "@/components/room/room-screen";
import { nameOf } from "@/lib/client/room-sections";
import { listMessages } from "@/lib/domain/messages/list-messages";
import { readRoom } from "@/lib/domain/rooms/read-room";
import { currentActor, orNotFound } from "@/lib/doors/page";
import type { MyRoomView } from "@/lib/shared/views";

type Props = { params: Promise<{ roomId: string }> };

const PAGE = 50;
/** More unread than this does not fit into a page's newest messages: it begins where the reader left off. */
const MANY_UNREAD = 40;

const read = cache(async (reference: string) => {
  const actor = await currentActor();
  const room = await orNotFound(readRoom(actor, { room: decodeURIComponent(reference) }));
  return { actor, room };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { actor, room } = await read((await params).roomId);
  return { title: nameOf(room, actor.userId ?? "") };
}

export default async function RoomPage({ params }: Props) {
  const { actor, room } = await read((await params).roomId);
  if (room.role === null) return <RoomPreview room={room} />;

  // Read after the room, so that the page is at least as new as the room's `rev` says.
  const page = await orNotFound(listMessages(actor, { room: room.id, limit: PAGE, ...beginningOf(room) }));

  // The key starts a fresh screen per room, instead of an effect that resets one.
  return <RoomScreen key={room.id} room={room} page={page} />;
}

function beginningOf({ unreadCount, lastReadSeq }: MyRoomView) {
  return unreadCount > MANY_UNREAD ? { around: lastReadSeq } : {};
}
